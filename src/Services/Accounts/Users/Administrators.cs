using Cartwright.Platform.Data;

namespace Cartwright.Accounts;

/// <summary>A shop keeps one administrator at least.</summary>
internal static class Administrators
{
    /// <summary>
    /// Whether a user is the only active administrator. All administrators are locked, which prevents that the last two close each other's account concurrently.
    /// </summary>
    public static async Task<bool> IsLastAsync(UnitOfWork work, Guid userId, CancellationToken cancellationToken)
    {
        var administrators = await work.QueryAsync<Guid>(
            "select id from users where 'admin' = any(roles) and active order by id for update", null, cancellationToken);
        return administrators is [var last] && last == userId;
    }
}
