"""Study: today's plan, what it chooses, and what it expects on the exam day."""
