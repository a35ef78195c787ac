"""The demo on one machine: checks, accounts, mail folder, signpost, and the processes it runs."""
