namespace Cartwright.Postgres;

/// <summary>PostgreSQL is not installed, or not in the version that the data needs.</summary>
/// <param name="message">What to install.</param>
internal sealed class PostgresMissingException(string message) : Exception(message);

/// <summary>PostgreSQL did not start.</summary>
/// <param name="message">What it said.</param>
internal sealed class PostgresStartException(string message) : Exception(message);
