"""Notes about a client, our own and those of the CRM."""
