using System.Globalization;

namespace Cartwright.Payments;

/// <summary>The idempotency key of a payment at the provider: it names the order and the attempt to pay it.</summary>
public static class PaymentKey
{
    /// <summary>The key of an attempt.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="attempt">The number of the attempt, from 1.</param>
    public static string Of(Guid orderId, int attempt) => $"order-{orderId:N}-{attempt}";

    /// <summary>Reads the order and the attempt from a key; false when the key is not one of ours.</summary>
    public static bool TryParse(string key, out Guid orderId, out int attempt)
    {
        attempt = 0;
        return TryGetOrder(key, out orderId)
            && int.TryParse(key.AsSpan(key.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out attempt);
    }

    /// <summary>Reads the order from a key; false when the key is not one of ours.</summary>
    public static bool TryGetOrder(string key, out Guid orderId)
    {
        orderId = default;
        return key.Split('-') is ["order", var order, _] && Guid.TryParseExact(order, "N", out orderId);
    }
}
