-- What a request with an Idempotency-Key asked for, so that the key with another body is an error. One column, null in what is there.
alter table messages add column request_hash text;
