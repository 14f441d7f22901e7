"""People's labels: judged retrieval sets, judged pairs of claim and context, marked sentences, rewritten follow-ups."""
