using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Cartwright.Payments;

/// <summary>
/// Receives Stripe's webhooks. An event is a hint and no more: the payment that it names is looked up at Stripe soon. So it does not matter whether an event
/// comes before the answer to our request, twice, late, or in another order.
/// </summary>
internal static class ReceiveStripeEvent
{
    /// <summary>The largest event, in bytes.</summary>
    public const int BytesMax = 256 * 1024;

    const string Intents = "payment_intent.";

    /// <summary>Describes the body, which the endpoint reads by itself, because it is signed to the byte.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } },
            },
        };
        return Task.CompletedTask;
    }

    public static async Task<Results<Ok, ProblemHttpResult>> HandleAsync(
        HttpRequest request,
        [FromHeader(Name = StripeSignature.Header)] string? signature,
        Database database,
        IOptions<StripeOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (!StripeSignature.IsValid(signature, bytes.Span, options.Value.WebhookSecrets, time.GetUtcNow()))
        {
            return Problems.Invalid(StripeSignature.Header, "The signature is missing, too old, or not made with the secret of the webhook.");
        }

        string? key;
        try
        {
            using var json = JsonDocument.Parse(bytes);
            key = KeyOf(json.RootElement);
        }
        catch (JsonException)
        {
            return Problems.Invalid("body", "The body is not JSON.");
        }

        if (key is not null && PaymentKey.TryParse(key, out var order, out var attempt))
        {
            await PaymentStore.LookUpAsync(database, order, attempt, PaymentProvider.Stripe, time.GetUtcNow(), cancellationToken);
        }

        return TypedResults.Ok();
    }

    /// <summary>Our key of the payment that an event is about; null when it is about something else.</summary>
    static string? KeyOf(JsonElement body) =>
        Member(body, "type") is { ValueKind: JsonValueKind.String } type && type.GetString()!.StartsWith(Intents, StringComparison.Ordinal)
        && Member(body, "data") is { } data && Member(data, "object") is { } intent && Member(intent, "metadata") is { } metadata
        && Member(metadata, StripeRequests.KeyMember) is { ValueKind: JsonValueKind.String } key
            ? key.GetString()
            : null;

    static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
