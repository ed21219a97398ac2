namespace Cartwright.Webhooks;

/// <summary>The outcome of an attempt.</summary>
/// <param name="Delivery">What was sent.</param>
/// <param name="At">When it began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="StatusCode">The status of the answer; null without an answer.</param>
/// <param name="Error">Why it failed; null if it did not.</param>
/// <param name="Answer">The beginning of the body of the answer.</param>
/// <param name="RetryAfter">How long the server wants to be left alone; null if it does not say.</param>
internal sealed record DeliveryAttempt(
    DueDelivery Delivery, DateTimeOffset At, TimeSpan Took, int? StatusCode, string? Error = null, string? Answer = null, TimeSpan? RetryAfter = null)
{
    /// <summary>The status by which a server says that it wants no more deliveries, 410.</summary>
    const int Gone = StatusCodes.Status410Gone;

    /// <summary>Whether the server has taken the delivery: a status of 200 to 299.</summary>
    public bool IsDelivered => Error is null && StatusCode is >= 200 and < 300;

    /// <summary>Whether the server wants no more deliveries.</summary>
    public bool IsUnwanted => StatusCode == Gone;

    /// <summary>The wait until the next attempt; null if there is none.</summary>
    public TimeSpan? NextAfter(double random) =>
        IsDelivered ? null : DeliverySchedule.After(Delivery.Attempts - Delivery.AttemptsBefore, RetryAfter, random);
}
