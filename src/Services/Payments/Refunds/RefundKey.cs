using System.Globalization;

namespace Cartwright.Payments;

/// <summary>The keys of refunds, unique per payment. Keys that clients choose and keys of the shop itself never meet.</summary>
internal static class RefundKey
{
    /// <summary>The key of the refund that undoes the payment of a cancelled order; there is only one.</summary>
    public const string OrderCancelled = System + "order-cancelled";

    /// <summary>The key of a refund of a return. A refund that was refused is followed by one with the next number.</summary>
    public static string OfReturn(Guid returnId, int attempt) => string.Create(CultureInfo.InvariantCulture, $"{System}return:{returnId:N}:{attempt}");

    const string System = "system:";
    const string Client = "client:";

    /// <summary>The key of a client's request. A key that could be taken for another one is marked as the client's.</summary>
    /// <param name="idempotencyKey">The header of the request.</param>
    public static string OfClient(string idempotencyKey) =>
        idempotencyKey.StartsWith(System, StringComparison.Ordinal) || idempotencyKey.StartsWith(Client, StringComparison.Ordinal)
            ? Client + idempotencyKey
            : idempotencyKey;
}
