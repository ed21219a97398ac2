using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cartwright.Orders;

/// <summary>The refusals of orders that differ from what the customer saw.</summary>
internal static class OrderRefusals
{
    const string TotalHasChanged = "total_changed";
    const string PriceHasChanged = "price_changed";
    const string Problem = "OrderChangedProblem";

    /// <summary>The cart has become an order already.</summary>
    public static ProblemHttpResult CartTaken() => Problems.Conflict("This cart has been ordered already.");

    /// <summary>The user has no such cart.</summary>
    public static ProblemHttpResult NoSuchCart() => Problems.Unprocessable("cartId", "You have no such cart. Read its id from GET /api/cart.");

    /// <summary>The items of the request are others than those of the cart.</summary>
    public static ProblemHttpResult OtherItems() =>
        Problems.Taken("items", "The cart holds other items or other quantities. Read the cart again, or leave the items out to order what it holds.");

    /// <summary>The order would cost another amount than the customer expects.</summary>
    public static ProblemHttpResult TotalChanged(NewOrder order) =>
        Now(TotalHasChanged, "The order has another total than you expect. Look at the new total, and send it as expectedTotal to accept it.", order);

    /// <summary>Prices of the cart have changed since the customer saw them.</summary>
    public static ProblemHttpResult PricesChanged(NewOrder order) => Now(
        PriceHasChanged, "Prices of the cart have changed. Accept them with POST /api/cart/accept-prices, or send the new total as expectedTotal.", order);

    /// <summary>Describes the members that a refusal has when the total or prices have changed.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var members = ProblemSchema.Members();
        members["reason"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [TotalHasChanged, PriceHasChanged], Description = "What has changed." };
        foreach (var amount in new[] { "subtotal", "tax", "shipping", "total" })
        {
            members[amount] = new OpenApiSchema { Type = JsonSchemaType.Number, Format = "decimal", Description = $"The {amount} of the order as it would be now." };
        }

        members["currency"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "ISO 4217 code." };
        members["items"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Description = "The lines of the order as it would be now.",
            Items = new OpenApiSchemaReference(nameof(OrderLineResponse), context.Document),
        };
        context.Document!.AddComponent<IOpenApiSchema>(Problem, new OpenApiSchema { Type = JsonSchemaType.Object, Required = ProblemSchema.Needed, Properties = members });
        operation.Responses!["409"] = new OpenApiResponse
        {
            Description = "The cart was ordered already or holds other items, or the order has another total or other prices than the customer saw.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) } },
        };
        return Task.CompletedTask;
    }

    static ProblemHttpResult Now(string reason, string detail, NewOrder order) => Problems.Conflict(detail, new Dictionary<string, object?>
    {
        ["reason"] = reason,
        ["subtotal"] = order.Totals.Subtotal.Amount,
        ["tax"] = order.Totals.Tax.Amount,
        ["shipping"] = order.Totals.Shipping.Amount,
        ["total"] = order.Totals.Total.Amount,
        ["currency"] = order.Currency.Code,
        ["items"] = order.ToResponse().Items.ToArray(),
    });
}
