using Cartwright.Accounts;
using Cartwright.Notifications;
using Cartwright.Orders;
using Cartwright.Payments;
using Cartwright.Platform.Messaging;
using Cartwright.Recommendations;
using Cartwright.Shipping;
using Npgsql;

namespace Cartwright.Audit;

/// <summary>An erased account leaves no personal data behind, in any service.</summary>
internal static class ErasureInvariants
{
    const int BatchMax = 1000;

    // The services that know users. The others that handle events of users keep only events that failed.
    static readonly Dictionary<string, Func<NpgsqlConnection, Guid[], Task<IReadOnlyList<PersonalTrace>>>> Finders = new()
    {
        ["accounts"] = AccountsBooks.FindPersonalDataAsync,
        ["orders"] = OrdersBooks.FindPersonalDataAsync,
        ["payments"] = PaymentsBooks.FindPersonalDataAsync,
        ["shipping"] = ShippingBooks.FindPersonalDataAsync,
        ["notifications"] = NotificationsBooks.FindPersonalDataAsync,
        ["recommendations"] = RecommendationsBooks.FindPersonalDataAsync,
        ["carts"] = PersonalData.ListInFailedAsync,
        ["inventory"] = PersonalData.ListInFailedAsync,
        ["webhooks"] = PersonalData.ListInFailedAsync,
    };

    public static async Task<IReadOnlyList<Violation>> CheckAsync(IReadOnlyDictionary<string, NpgsqlDataSource> databases, CancellationToken cancellationToken)
    {
        if (!databases.TryGetValue("accounts", out var accounts))
        {
            return [];
        }

        await using var users = await accounts.OpenConnectionAsync(cancellationToken);
        var erased = await AccountsBooks.ListErasedAsync(users);
        var violations = new List<Violation>();
        foreach (var (service, find) in Finders.Where(finder => databases.ContainsKey(finder.Key)))
        {
            await using var connection = await databases[service].OpenConnectionAsync(cancellationToken);
            // An account may be erased here while its event is on the way.
            var unaware = service == "accounts"
                ? []
                : (await MessagingInvariants.ListInFlightAsync(accounts, databases[service], "accounts", cancellationToken)).ToHashSet();
            foreach (var batch in erased.Where(user => !unaware.Contains(user)).Chunk(BatchMax))
            {
                violations.AddRange((await find(connection, batch)).Distinct().Select(trace => new Violation(
                    "an erased account leaves no personal data", $"{service}/{trace.UserId}", $"found in {trace.Where}")));
            }
        }

        return violations;
    }
}
