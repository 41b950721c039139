-- An account that was connected by mistake can be removed, as long as no conversation belongs to it: the foreign keys see to that.
grant delete on channels to prosa_app;
