using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Cartwright.Orders;

/// <summary>Units of an ordered line to send back.</summary>
/// <param name="Sku">Stock keeping unit of the line.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Reason">Why.</param>
public sealed record ReturnItemRequest(
    [property: Required, StringLength(64, MinimumLength = 1)] string Sku,
    [property: Range(1, OrderedItems.QuantityMax)] int Quantity,
    [property: AllowedValues(
        ReturnReason.Unwanted, ReturnReason.DoesNotFit, ReturnReason.NotAsDescribed, ReturnReason.Damaged, ReturnReason.WrongItem, ReturnReason.Other,
        ErrorMessage = "There is no such reason.")]
    string Reason);

/// <summary>What a customer wants to send back.</summary>
/// <param name="Items">The lines, each SKU once.</param>
/// <param name="Comment">What there is to say about it, at most 1,000 characters.</param>
public sealed record ReturnRequest(
    [property: Length(1, 200), NoNulls] IReadOnlyList<ReturnItemRequest> Items,
    [property: StringLength(RequestReturn.CommentMax)] string? Comment = null);

/// <summary>
/// Requests a return for the customer of a shipped order, or for staff who do it for them, also later than customers may. The lock on the order makes sure that
/// no unit comes back twice.
/// </summary>
internal static class RequestReturn
{
    internal const int CommentMax = 1000;

    // An order has few returns; a loop of a client that requests and cancels ends here.
    const int ReturnsMax = 100;

    sealed record Earlier(Guid Id, byte[] RequestHash);

    public static async Task<Results<Created<ReturnResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, ReturnRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, ClaimsPrincipal user, Database database,
        IOptions<OrdersOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(idempotencyKey) || idempotencyKey.Length > ApiHeaders.IdempotencyKeyMax)
        {
            return Problems.Invalid("Idempotency-Key", "Send a header Idempotency-Key of 1 to 255 characters that is unique to this return.");
        }

        if (request.Comment is { } comment && !VisibleText.IsText(comment, CommentMax))
        {
            return Problems.Invalid("comment", $"Use at most {CommentMax} visible characters.");
        }

        await using var work = await database.BeginAsync(cancellationToken);
        if (await ReturnStore.LockOrderAsync(work, id, cancellationToken) is not { } order || !user.MayAccess(order.UserId, Permission.ManageOrders))
        {
            return Problems.NotFound("order");
        }

        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, OrdersJson.Default.ReturnRequest));
        if (await work.QuerySingleOrDefaultAsync<Earlier>(
            "select id, request_hash from returns where order_id = @id and key = @idempotencyKey", new { id, idempotencyKey }, cancellationToken) is { } earlier)
        {
            return earlier.RequestHash.AsSpan().SequenceEqual(hash)
                ? Created(await ReturnStore.ReadAsync(work, earlier.Id, cancellationToken))
                : Problems.Unprocessable("Idempotency-Key", "This key was used for another return of the order. Use a new key for a new return.");
        }

        var (now, byStaff) = (time.GetUtcNow().ToStored(), user.Has(Permission.ManageOrders));
        if (order.RefusalAt(now, options.Value) is { } refusal && !(byStaff && order.Status is OrderStatus.Shipped or OrderStatus.Delivered))
        {
            return Problems.Conflict(refusal);
        }

        if (Refusal(request, order) is { } problem)
        {
            return problem;
        }

        if (await work.QuerySingleOrDefaultAsync<int>("select count(*)::int from returns where order_id = @id", new { id }, cancellationToken) >= ReturnsMax)
        {
            return Problems.Conflict($"An order has at most {ReturnsMax} returns.");
        }

        var returnId = Guid.CreateVersion7(now);
        var decision = Return.Request(
            new Return
            {
                Id = returnId,
                Number = "CR" + OrderNumber.Of(returnId)[2..],
                OrderId = order.Id,
                OrderNumber = order.Number,
                UserId = order.UserId,
                Kind = order.KindAt(now, options.Value),
                Status = ReturnStatus.Requested,
                Comment = request.Comment,
                Currency = order.Currency,
                CreatedAt = now,
                UpdatedAt = now,
                Version = 1,
                Lines = [.. request.Items.Select(item => ToLine(returnId, item, order)).OrderBy(line => line.Line)],
            },
            byStaff,
            options.Value);
        await ReturnStore.InsertAsync(work, decision.Return, idempotencyKey, hash, cancellationToken);
        foreach (var fact in decision.Events)
        {
            work.Publish(fact);
        }

        await work.CommitAsync(cancellationToken);
        return Created(decision.Return);
    }

    static ProblemHttpResult? Refusal(ReturnRequest request, ReturnableOrder order)
    {
        if (request.Comment is not null && order.IsErased)
        {
            return Problems.Unprocessable("comment", "The personal data of this order was removed: no comment is kept any more.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, item) in request.Items.Index())
        {
            if (!seen.Add(item.Sku))
            {
                return Problems.Invalid($"items[{i}].sku", "The request names this SKU twice.");
            }

            if (order.Lines.FirstOrDefault(l => l.Sku == item.Sku) is not { } line)
            {
                return Problems.Unprocessable($"items[{i}].sku", "The order has no such SKU.");
            }

            if (item.Quantity > line.Returnable)
            {
                return Problems.Unprocessable(
                    $"items[{i}].quantity", line.Returnable == 0 ? "All units of this line are sent back already." : $"At most {line.Returnable} units can be sent back.");
            }
        }

        return null;
    }

    static ReturnedUnits ToLine(Guid returnId, ReturnItemRequest item, ReturnableOrder order)
    {
        var line = order.Lines.First(l => l.Sku == item.Sku);
        return new(returnId, line.Line, line.Sku, line.Name, line.Parts, item.Quantity, item.Reason, 0, 0);
    }

    static Created<ReturnResponse> Created(Return created) => TypedResults.Created($"/api/returns/{created.Id}", ReturnResponse.Of(created));
}
