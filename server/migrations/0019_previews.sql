-- What is shown of a file before it is opened. New columns without a default: nothing is rewritten.
alter table attachments
  -- Of a PDF.
  add column pages int,
  -- Of a sound, with its loudness in 44 steps, 0 to 100.
  add column duration_ms int,
  add column waveform smallint[];
