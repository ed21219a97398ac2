using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Payments;

/// <summary>Shows the payments and refunds of a customer to accounts, for the export of the account.</summary>
internal static class ExportPayments
{
    public static async Task<Results<Ok<UserDataPage<PaymentResponse>>, ProblemHttpResult>> HandleAsync(
        Guid id, Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        var (payments, nextCursor) = page.Cut(await GetPayments.OfUserAsync(id, page, database, cancellationToken), payment => payment.Id);
        return TypedResults.Ok(new UserDataPage<PaymentResponse>(payments, nextCursor));
    }
}
