"""The Mailer adapters: SMTP and the outbox folder."""
