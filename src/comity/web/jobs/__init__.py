"""Work outside requests: `kinds/` holds one module a kind of job, `running` keeps it alive, `worker` does them."""
