/**
 * A data key by a master key that was replaced is refused before its events are in KurrentDB: behind them it would hold
 * up the order for ever.
 */
export const orderRotation = `
create trigger reserved_keys_by_a_key_in_use before insert on log_order.reserved_keys
  for each row when (new.wrapped is not null) execute function log.refuse_retired();
`;
