-- The same promises as the ledger's for a spend: balance check, balance, history, and the first answer to a key kept for
-- ever, in one transaction. The account is locked before the key is looked at, so that two with one key take turns.
CREATE TABLE accounts (
  user_id text PRIMARY KEY,
  balance bigint NOT NULL,
  sequence bigint NOT NULL
);

CREATE TABLE entries (
  user_id text NOT NULL,
  sequence bigint NOT NULL,
  amount bigint NOT NULL,
  balance_after bigint NOT NULL,
  reason text NOT NULL,
  idempotency_key text NOT NULL,
  metadata jsonb,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (user_id, sequence)
);

CREATE TABLE outcomes (
  user_id text NOT NULL,
  idempotency_key text NOT NULL,
  status int NOT NULL,
  sequence bigint NOT NULL,
  balance_after bigint NOT NULL,
  PRIMARY KEY (user_id, idempotency_key)
);

CREATE FUNCTION spend(
  p_user text, p_key text, p_amount bigint, p_reason text, p_metadata jsonb,
  OUT o_status int, OUT o_sequence bigint, OUT o_balance bigint
) LANGUAGE plpgsql AS $$
DECLARE
  found_balance bigint;
  found_sequence bigint;
BEGIN
  SELECT balance, sequence INTO found_balance, found_sequence FROM accounts WHERE user_id = p_user FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no account %', p_user;
  END IF;
  SELECT status, sequence, balance_after INTO o_status, o_sequence, o_balance
    FROM outcomes WHERE user_id = p_user AND idempotency_key = p_key;
  IF FOUND THEN
    RETURN;
  END IF;
  o_sequence := found_sequence + 1;
  o_balance := found_balance;
  IF o_balance < p_amount THEN
    o_status := 402;
    UPDATE accounts SET sequence = o_sequence WHERE user_id = p_user;
  ELSE
    o_status := 201;
    o_balance := o_balance - p_amount;
    UPDATE accounts SET balance = o_balance, sequence = o_sequence WHERE user_id = p_user;
    INSERT INTO entries (user_id, sequence, amount, balance_after, reason, idempotency_key, metadata)
      VALUES (p_user, o_sequence, -p_amount, o_balance, p_reason, p_key, p_metadata);
  END IF;
  INSERT INTO outcomes VALUES (p_user, p_key, o_status, o_sequence, o_balance);
END $$;
