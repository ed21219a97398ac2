using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cartwright.Platform.Data;
using Microsoft.Extensions.Options;

namespace Cartwright.Simulators;

/// <summary>
/// Simulates the part of Stripe's interface that payments by card need (https://docs.stripe.com/api): Stripe's own clients work with it. The secret key of the
/// account is asked for; parameters are forms; the first answer to an <c>Idempotency-Key</c>, also a failure, is given to every repetition, and the same key
/// with other parameters is refused.
/// </summary>
internal sealed class SimulatedStripe(Database database, StripeWebhooks webhooks, IOptions<SimulatedStripeOptions> options, TimeProvider time)
{
    const int KeyLengthMax = 255;

    static readonly TimeSpan Never = TimeSpan.FromMinutes(1);

    sealed record Saved(byte[] Request, int Status, string Body);

    public static void Map(WebApplication app)
    {
        var api = app.MapGroup("/stripe/v1").AllowAnonymous().WithTags("Stripe");
        api.MapPost("payment_intents", (SimulatedStripe stripe, HttpContext http) => stripe.ChangeAsync(http, StripeIntents.CreateAsync));
        api.MapPost("payment_intents/{id}/confirm", (string id, SimulatedStripe stripe, HttpContext http) =>
            stripe.ChangeAsync(http, (call, ct) => StripeIntents.ConfirmAsync(id, call, ct)));
        api.MapPost("payment_intents/{id}/capture", (string id, SimulatedStripe stripe, HttpContext http) =>
            stripe.ChangeAsync(http, (call, ct) => StripeIntents.CaptureAsync(id, call, ct)));
        api.MapPost("payment_intents/{id}/cancel", (string id, SimulatedStripe stripe, HttpContext http) =>
            stripe.ChangeAsync(http, (call, ct) => StripeIntents.CancelAsync(id, call, ct)));
        api.MapPost("refunds", (SimulatedStripe stripe, HttpContext http) => stripe.ChangeAsync(http, StripeRefunds.CreateAsync));

        api.MapPost("webhook_endpoints", (SimulatedStripe stripe, HttpContext http) => stripe.ChangeAsync(http, stripe.AddWebhookAsync));

        api.MapGet("payment_intents/{id}", (string id, SimulatedStripe stripe, HttpContext http) =>
            stripe.ReadAsync(http, ct => StripeLists.IntentAsync(id, stripe._database, Address(http), ct)));
        api.MapGet("payment_intents", (SimulatedStripe stripe, HttpContext http) =>
            stripe.ReadAsync(http, ct => StripeLists.IntentsAsync(http.Request.Query, stripe._database, Address(http), ct)));
        api.MapGet("refunds/{id}", (string id, SimulatedStripe stripe, HttpContext http) =>
            stripe.ReadAsync(http, ct => StripeLists.RefundAsync(id, stripe._database, ct)));
        api.MapGet("refunds", (SimulatedStripe stripe, HttpContext http) =>
            stripe.ReadAsync(http, ct => StripeLists.RefundsAsync(http.Request.Query, stripe._database, ct)));
    }

    readonly Database _database = database;

    /// <summary>Where the caller reaches the simulators.</summary>
    public static string Address(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";

    async Task<IResult> ReadAsync(HttpContext http, Func<CancellationToken, Task<StripeAnswer>> read) =>
        Answer(http, IsAuthorized(http) ? await read(http.RequestAborted) : Unauthorized());

    async Task<IResult> ChangeAsync(HttpContext http, Func<StripeCall, CancellationToken, Task<StripeAnswer>> change)
    {
        if (!IsAuthorized(http))
        {
            return Answer(http, Unauthorized());
        }

        var cancellationToken = http.RequestAborted;
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > KeyLengthMax)
        {
            return Answer(http, StripeAnswer.Invalid("Idempotency-Key", null, $"An idempotency key has at most {KeyLengthMax} characters."));
        }

        var form = await StripeForm.ReadAsync(http.Request, cancellationToken);
        var request = form.Hash(http.Request.Path);
        var now = time.GetUtcNow();
        await using var work = await _database.BeginAsync(cancellationToken);
        // A request with the same key that has not ended is waited for.
        if (key.Length > 0 && await work.ExecuteAsync(
            "insert into stripe_answers (key, request, status, body, created_at) values (@key, @request, 0, '', @now) on conflict (key) do nothing",
            new { key, request, now },
            cancellationToken) == 0)
        {
            var saved = await work.QuerySingleOrDefaultAsync<Saved>(
                "select request, status, body from stripe_answers where key = @key", new { key }, cancellationToken);
            return Repeat(http, saved!, request);
        }

        var answer = await change(new(work, form, Address(http), now), cancellationToken);
        if (answer.IsSaved)
        {
            await work.ExecuteAsync(
                "update stripe_answers set status = @Status, body = @Body where key = @key", new { answer.Status, answer.Body, key }, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        if (answer.Event is { } happened)
        {
            webhooks.Send(happened);
        }

        if (answer.IsLost)
        {
            await Task.Delay(Never, time, cancellationToken);
        }

        return Answer(http, answer);
    }

    // There is one at a time, in memory.
    Task<StripeAnswer> AddWebhookAsync(StripeCall call, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(call.Form["url"], UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            return Task.FromResult(StripeAnswer.Invalid("url", "url_invalid", "Not a valid URL"));
        }

        webhooks.SendTo(url);
        return Task.FromResult(StripeAnswer.Ok(new()
        {
            ["id"] = StripeIntents.NewId("we"),
            ["object"] = "webhook_endpoint",
            ["api_version"] = null,
            ["created"] = call.Now.ToUnixTimeSeconds(),
            ["enabled_events"] = new JsonArray("*"),
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["secret"] = options.Value.WebhookSecret,
            ["status"] = "enabled",
            ["url"] = url.ToString(),
        }));
    }

    static IResult Repeat(HttpContext http, Saved saved, byte[] request)
    {
        if (!saved.Request.AsSpan().SequenceEqual(request))
        {
            return Answer(http, StripeAnswer.Error(
                StatusCodes.Status400BadRequest, "idempotency_error", null,
                "Keys for idempotent requests can only be used with the same parameters they were first used with."));
        }

        http.Response.Headers["Idempotent-Replayed"] = "true";
        return Answer(http, new(saved.Status, saved.Body));
    }

    static IResult Answer(HttpContext http, StripeAnswer answer)
    {
        var headers = http.Response.Headers;
        headers["Request-Id"] = $"req_{Guid.NewGuid():N}";
        foreach (var echoed in (ReadOnlySpan<string>)["Stripe-Version", "Idempotency-Key"])
        {
            if (http.Request.Headers[echoed] is [{ } value, ..])
            {
                headers[echoed] = value;
            }
        }

        return TypedResults.Text(answer.Body, "application/json", Encoding.UTF8, answer.Status);
    }

    // As a bearer token, or as the user name of basic authentication.
    bool IsAuthorized(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var expected = options.Value.SecretKey;
        return AreSame(header, $"Bearer {expected}") || AreSame(header, $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(expected + ":"))}");
    }

    static bool AreSame(string left, string right) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    static StripeAnswer Unauthorized() => StripeAnswer.Error(StatusCodes.Status401Unauthorized, "invalid_request_error", null, "Invalid API Key provided.");
}
