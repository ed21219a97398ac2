using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Payments;

/// <summary>Asks the provider again for a capture or a void that it refused, by administrators. The outcome follows after the answer.</summary>
internal static class RepeatRefused
{
    public static Task<Results<Accepted<PaymentResponse>, ProblemHttpResult>> CaptureAsync(
        Guid id, Database database, TimeProvider time, CancellationToken cancellationToken) =>
        RepeatAsync(id, PaymentState.CaptureFailed, PaymentState.Capturing, "captured again", database, time, cancellationToken);

    public static Task<Results<Accepted<PaymentResponse>, ProblemHttpResult>> VoidAsync(
        Guid id, Database database, TimeProvider time, CancellationToken cancellationToken) =>
        RepeatAsync(id, PaymentState.VoidFailed, PaymentState.Voiding, "voided again", database, time, cancellationToken);

    static async Task<Results<Accepted<PaymentResponse>, ProblemHttpResult>> RepeatAsync(
        Guid id, string refused, string requested, string what, Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        var isRequested = await PaymentStore.RepeatAsync(database, id, refused, requested, time.GetUtcNow(), cancellationToken);
        if (await GetPayments.ReadAsync(id, database, cancellationToken) is not { } payment)
        {
            return Problems.NotFound("payment");
        }

        // A repeated click finds the request of the first.
        return isRequested || payment.Status == requested
            ? TypedResults.Accepted($"/api/payments/{id}", payment)
            : Problems.Conflict($"A payment that is {payment.Status} cannot be {what}. Only one that is {refused} can.");
    }
}
