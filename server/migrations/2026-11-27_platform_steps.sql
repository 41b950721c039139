-- The clock may go back: each step is moved along once, by whichever process notices it first.
create table clock_steps (
  before_at timestamptz not null,
  after_at timestamptz not null,
  primary key (before_at, after_at)
);
grant select, insert on clock_steps to prosa_system;
grant update on feed_letters to prosa_system;
