"""How the assistant's learned numbers are made: by the steps of serving. Above the evaluation."""
