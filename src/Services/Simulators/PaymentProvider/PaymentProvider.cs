using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Observability;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Simulators;

/// <summary>A request to charge money.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Token">Stands for the means of payment, and for what the simulator shall do.</param>
/// <param name="Capture">False to authorize the money only.</param>
public sealed record ChargeRequest(
    [property: Range(0, 1_000_000_000_000)] decimal Amount,
    [property: RegularExpression("^[A-Z]{3}$")] string Currency,
    [property: StringLength(255, MinimumLength = 1)] string Token,
    bool Capture = true);

/// <summary>A charge in the provider's books.</summary>
/// <param name="Id">The charge.</param>
/// <param name="Status"><c>authorized</c>, <c>captured</c>, <c>voided</c> or <c>declined</c>.</param>
/// <param name="Amount">The amount.</param>
/// <param name="FailureMessage">Why it was declined.</param>
public sealed record ChargeResponse(Guid Id, string Status, decimal Amount, string? FailureMessage);

/// <summary>A request for a refund.</summary>
/// <param name="Amount">How much.</param>
public sealed record ChargeRefundRequest([property: Range(0.001, 1_000_000_000_000)] decimal Amount);

/// <summary>A refund in the provider's books.</summary>
/// <param name="Id">The refund.</param>
/// <param name="Amount">The amount.</param>
public sealed record ChargeRefundResponse(Guid Id, decimal Amount);

/// <summary>
/// A payment provider in the manner of the real ones: requests carry an <c>Idempotency-Key</c>, the first use of which decides; tokens choose what happens:
/// <c>tok_ok</c> succeeds, <c>tok_declined</c> is declined, <c>tok_slow</c> succeeds after two seconds,
/// <c>tok_timeout_after_charge</c> captures the money and never answers, <c>tok_error_once</c> fails with 500 the first time.
/// </summary>
internal sealed class PaymentProvider : IAsyncDisposable
{
    static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Never = TimeSpan.FromMinutes(1);

    readonly Database _database;
    readonly RequestBatcher<Charge, Charge> _charges;
    readonly ConcurrentDictionary<string, byte> _failedOnce = new();

    sealed record Charge(Guid Id, string Key, decimal Amount, string Currency, string Status);

    public PaymentProvider(Database database, WorkMeter meter)
    {
        _database = database;
        _charges = new("take charges", meter, WriteTogetherAsync, batchMax: 128, workers: 2);
    }

    public static void Map(WebApplication app)
    {
        var provider = app.MapGroup("/payment-provider/charges").AllowAnonymous().WithTags("Payment provider");
        provider.MapPost("", ChargeAsync);
        provider.MapGet("", FindAsync);
        provider.MapPost("{id:guid}/capture", CaptureAsync);
        provider.MapPost("{id:guid}/void", VoidAsync);
        provider.MapPost("{id:guid}/refunds", RefundAsync);
    }

    public ValueTask DisposeAsync() => _charges.DisposeAsync();

    static async Task<IResult> ChargeAsync(
        ChargeRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, PaymentProvider provider, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(key) || key.Length > 255)
        {
            return Problems.Invalid("Idempotency-Key", "The header must have 1 to 255 characters.");
        }

        if (request.Token is not ("tok_ok" or "tok_declined" or "tok_slow" or "tok_timeout_after_charge" or "tok_error_once"))
        {
            return Problems.Invalid("token", "There is no such token.");
        }

        if (request.Token == "tok_error_once" && provider._failedOnce.TryAdd(key, 0))
        {
            return Problems.Status(StatusCodes.Status500InternalServerError, "The provider failed, as this token asks for.");
        }

        var status = request.Token == "tok_declined" ? "declined" : request.Capture ? "captured" : "authorized";
        var charge = await provider._charges.RunAsync(new(Guid.CreateVersion7(), key, request.Amount, request.Currency, status), cancellationToken);
        if (request.Token is "tok_slow" or "tok_timeout_after_charge")
        {
            await Task.Delay(request.Token == "tok_slow" ? Slow : Never, cancellationToken);
        }

        return Answer(charge);
    }

    static async Task<IResult> FindAsync(string key, PaymentProvider provider, CancellationToken cancellationToken) =>
        await provider._database.QuerySingleOrDefaultAsync<Charge>(
            "select id, key, amount, currency, status from charges where key = @key", new { key }, cancellationToken) is { } charge
            ? TypedResults.Ok(ToResponse(charge))
            : Problems.NotFound("charge");

    static Task<IResult> CaptureAsync(Guid id, PaymentProvider provider, CancellationToken cancellationToken) =>
        provider.EndAsync(id, "captured", cancellationToken);

    static Task<IResult> VoidAsync(Guid id, PaymentProvider provider, CancellationToken cancellationToken) =>
        provider.EndAsync(id, "voided", cancellationToken);

    // Ending twice in the same way is the same end.
    async Task<IResult> EndAsync(Guid id, string status, CancellationToken cancellationToken) =>
        await _database.QuerySingleOrDefaultAsync<Charge>(
            "update charges set status = @status where id = @id and status in ('authorized', @status) returning id, key, amount, currency, status",
            new { id, status },
            cancellationToken) is { } charge
            ? Answer(charge)
            : Problems.Conflict($"There is no authorized charge to be {status}.");

    static async Task<Results<Ok<ChargeRefundResponse>, ProblemHttpResult>> RefundAsync(
        Guid id, ChargeRefundRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, PaymentProvider provider, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(key) || key.Length > 255)
        {
            return Problems.Invalid("Idempotency-Key", "The header must have 1 to 255 characters.");
        }

        await using var work = await provider._database.BeginAsync(cancellationToken);
        var charge = await work.QuerySingleOrDefaultAsync<Charge>(
            "select id, key, amount, currency, status from charges where id = @id for update", new { id }, cancellationToken);
        if (charge is not { Status: "captured" })
        {
            return Problems.NotFound("captured charge");
        }

        if (await work.QuerySingleOrDefaultAsync<ChargeRefundResponse>(
            "select id, amount from charge_refunds where key = @key", new { key }, cancellationToken) is { } earlier)
        {
            return TypedResults.Ok(earlier);
        }

        var refunded = await work.QuerySingleOrDefaultAsync<decimal>(
            "select coalesce(sum(amount), 0) from charge_refunds where charge_id = @id", new { id }, cancellationToken);
        if (refunded + request.Amount > charge.Amount)
        {
            return Problems.Conflict("More than was captured cannot be given back.");
        }

        var refund = new ChargeRefundResponse(Guid.CreateVersion7(), request.Amount);
        await work.ExecuteAsync(
            "insert into charge_refunds (id, key, charge_id, amount) values (@Id, @key, @chargeId, @Amount)",
            new { refund.Id, key, chargeId = id, refund.Amount },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return TypedResults.Ok(refund);
    }

    // A request to charge that is declined has failed; a look-up that finds it has not.
    static IResult Answer(Charge charge) => charge.Status != "declined"
        ? TypedResults.Ok(ToResponse(charge))
        : TypedResults.Json(ToResponse(charge), SimulatorsJson.Default.ChargeResponse, statusCode: StatusCodes.Status402PaymentRequired);

    static ChargeResponse ToResponse(Charge charge) =>
        new(charge.Id, charge.Status, charge.Amount, charge.Status == "declined" ? "The card was declined." : null);

    async Task<IReadOnlyList<Charge>> WriteTogetherAsync(IReadOnlyList<Charge> charges, CancellationToken cancellationToken)
    {
        var keys = charges.Select(c => c.Key).ToArray();
        var inserted = (await _database.QueryAsync<Guid>(
            """
            insert into charges (id, key, amount, currency, status)
            select id, key, amount, currency, status from unnest(@ids, @keys, @amounts, @currencies, @statuses) as c (id, key, amount, currency, status)
            order by key
            on conflict (key) do nothing
            returning id
            """,
            new
            {
                keys,
                ids = charges.Select(c => c.Id).ToArray(),
                amounts = charges.Select(c => c.Amount).ToArray(),
                currencies = charges.Select(c => c.Currency).ToArray(),
                statuses = charges.Select(c => c.Status).ToArray(),
            },
            cancellationToken)).ToHashSet();
        var repeated = charges.Where(c => !inserted.Contains(c.Id)).Select(c => c.Key).ToArray();
        var earlier = repeated.Length == 0
            ? []
            : (await _database.QueryAsync<Charge>(
                "select id, key, amount, currency, status from charges where key = any(@repeated)", new { repeated }, cancellationToken)).ToDictionary(c => c.Key);
        return [.. charges.Select(c => inserted.Contains(c.Id) ? c : earlier[c.Key])];
    }
}
