using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Cartwright.Contracts;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>What staff found of a line of a return.</summary>
/// <param name="Sku">Stock keeping unit of the line.</param>
/// <param name="Restocked">Units that can be sold again.</param>
/// <param name="Scrapped">Units that cannot be sold again, and whose money is given back all the same.</param>
public sealed record InspectedItemRequest(
    [property: Required, StringLength(64, MinimumLength = 1)] string Sku,
    [property: Range(0, OrderedItems.QuantityMax)] int Restocked,
    [property: Range(0, OrderedItems.QuantityMax)] int Scrapped);

/// <summary>What staff found in the parcel of a return.</summary>
/// <param name="Items">The lines, each SKU once. Units of the return that are not named go back to the customer, without their money.</param>
/// <param name="Deduction">What is kept of the money, for example because units are worn.</param>
public sealed record InspectReturnRequest(
    [property: Length(0, 200), NoNulls] IReadOnlyList<InspectedItemRequest> Items,
    MoneyRequest? Deduction = null);

/// <summary>Records what staff found in the parcel of a return. Inventory restocks the good units and payments refunds the accepted ones, by events.</summary>
internal static class InspectReturn
{
    public static Task<Results<Ok<ReturnResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, InspectReturnRequest request, ClaimsPrincipal user, ReturnUpdater updater, TimeProvider time, CancellationToken cancellationToken) =>
        updater.ApplyAsync(id, user, (before, order) => Decide(request, before, order, time.GetUtcNow()), cancellationToken);

    static ReturnUpdater.Outcome Decide(InspectReturnRequest request, Return before, ReturnableOrder order, DateTimeOffset now)
    {
        if (Refusal(request, before) is { } problem)
        {
            return problem;
        }

        var found = request.Items.ToDictionary(item => item.Sku);
        List<ReturnedUnits> lines =
        [
            .. from line in before.Lines
               let item = found.GetValueOrDefault(line.Sku)
               select line with { Restocked = item?.Restocked ?? 0, Scrapped = item?.Scrapped ?? 0 },
        ];
        var worth = order.RefundFor(lines.ToDictionary(line => line.Line, line => line.Accepted), before.Kind);
        var deduction = request.Deduction?.Amount ?? 0;
        if (before.Status == ReturnStatus.Received && deduction > worth.Amount)
        {
            return Problems.Unprocessable("deduction.amount", $"The accepted units are worth {worth}: no more can be kept.");
        }

        return before.Inspect(lines, worth, deduction, now) is { } decision ? decision : Problems.Conflict($"A return that is {before.Status} cannot be inspected.");
    }

    static ProblemHttpResult? Refusal(InspectReturnRequest request, Return before)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, item) in request.Items.Index())
        {
            if (!seen.Add(item.Sku))
            {
                return Problems.Invalid($"items[{i}].sku", "The request names this SKU twice.");
            }

            if (before.Lines.FirstOrDefault(line => line.Sku == item.Sku) is not { } line)
            {
                return Problems.Unprocessable($"items[{i}].sku", "The return has no such SKU.");
            }

            if (item.Restocked + item.Scrapped > line.Quantity)
            {
                return Problems.Unprocessable($"items[{i}]", $"The return has {line.Quantity} units of this SKU.");
            }
        }

        return request.Deduction is not { } deduction ? null
            : deduction.Currency != before.Currency ? Problems.Unprocessable("deduction.currency", $"The order is in {before.Currency}.")
            : !Currency.Of(before.Currency).Represents(deduction.Amount) ? Problems.Invalid("deduction.amount", Currency.Of(before.Currency).DecimalsRule)
            : null;
    }
}
