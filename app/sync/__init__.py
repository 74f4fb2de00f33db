"""The policy of synchronising replicas: journal, sealing, merging, rebasing. Pure."""
