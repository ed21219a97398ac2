using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cartwright.Accounts;

/// <summary>Names that only one user can have. A unique index decides between concurrent requests.</summary>
internal static class UniqueNames
{
    /// <summary>Whether a statement failed because a name is taken.</summary>
    public static bool IsTaken(PostgresException error) =>
        error is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "users_username_unique" or "users_email_unique" };

    /// <summary>409 that names the field.</summary>
    public static ProblemHttpResult Taken(PostgresException error) => error.ConstraintName == "users_email_unique"
        ? Problems.Taken("email", "There is an account with this address already.")
        : Problems.Taken("username", "This username is taken.");
}
