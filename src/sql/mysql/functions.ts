/**
 * Functions of MySQL 8 and MariaDB that sleep, lock, read files, wait for replication, draw from sequences, set session state or
 * run code outside of the server. There is no catalog of built-in functions to ask, so these are named; stored functions and
 * UDFs are looked up and refused.
 */
export const refusedFunctions: ReadonlySet<string> = new Set(
  `sleep benchmark get_lock release_lock release_all_locks is_free_lock is_used_lock load_file master_pos_wait source_pos_wait master_gtid_wait
   wait_for_executed_gtid_set wait_until_sql_thread_after_gtids nextval setval lastval last_insert_id sys_exec sys_eval sys_get sys_set lib_mysqludf_sys_info
   asynchronous_connection_failover_add_source asynchronous_connection_failover_delete_source group_replication_set_as_primary audit_log_filter_set_filter
   keyring_key_generate keyring_key_remove keyring_key_store version_tokens_set service_get_read_locks service_get_write_locks service_release_locks
   ps_thread_id query_rewrite load_rewrite_rules mysql_query_attribute_string des_encrypt des_decrypt spider_direct_sql spider_bg_direct_sql spider_copy_tables`.split(/\s+/),
);
