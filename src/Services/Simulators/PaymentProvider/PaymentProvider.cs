using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Observability;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Simulators;

/// <summary>A request to charge money.</summary>
/// <param name="Amount">How much, at most 1,000,000,000,000.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Token">Stands for the means of payment, and for what the simulator shall do.</param>
/// <param name="Capture">False to authorize the money only.</param>
public sealed record ChargeRequest(
    decimal Amount,
    string Currency,
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
/// A payment provider in the manner of the real ones: requests carry an <c>Idempotency-Key</c>, the first use of which decides; tokens choose what happens
/// (<see cref="PaymentTokens"/>); a refused request is answered with problem details and a <c>code</c> (<see cref="ProviderProblem"/>).
/// </summary>
internal sealed class PaymentProvider : IAsyncDisposable
{
    const decimal AmountMax = 1_000_000_000_000;
    const string CardDeclined = "The card was declined.";
    const string Columns = "id, key, amount, currency, status, token";

    static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Never = TimeSpan.FromMinutes(1);

    readonly Database _database;
    readonly RequestBatcher<Charge, Charge> _charges;
    readonly ConcurrentDictionary<string, byte> _failedOnce = new();

    sealed record Charge(Guid Id, string Key, decimal Amount, string Currency, string Status, string? Token);

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
        if (!IsKey(key))
        {
            return ProviderProblem.KeyInvalid();
        }

        if (Refusal(request) is { } refusal)
        {
            return refusal;
        }

        if (request.Token == PaymentTokens.ErrorOnce && provider._failedOnce.TryAdd(key, 0))
        {
            return Problems.Status(StatusCodes.Status500InternalServerError, "The provider failed, as this token asks for.");
        }

        var status = request.Token == PaymentTokens.Declined ? "declined" : request.Capture ? "captured" : "authorized";
        var charge = await provider._charges.RunAsync(
            new(Guid.CreateVersion7(), key, request.Amount, request.Currency, status, request.Token), cancellationToken);
        if (charge.Amount != request.Amount || charge.Currency != request.Currency)
        {
            return ProviderProblem.KeyReused();
        }

        if (request.Token is PaymentTokens.Slow or PaymentTokens.TimeoutAfterCharge)
        {
            await Task.Delay(request.Token == PaymentTokens.Slow ? Slow : Never, cancellationToken);
        }

        return Answer(charge);
    }

    static ProblemHttpResult? Refusal(ChargeRequest request)
    {
        if (!PaymentTokens.Exists(request.Token))
        {
            return ProviderProblem.Invalid("token_unknown", "There is no such token.");
        }

        if (!Currency.TryFind(request.Currency, out var currency) || request.Token == PaymentTokens.CurrencyNotSupported)
        {
            return ProviderProblem.Invalid("currency_not_supported", "The currency is not supported.");
        }

        if (request.Amount > AmountMax)
        {
            return ProviderProblem.Invalid("amount_too_large", $"The amount is more than {AmountMax}.");
        }

        return request.Amount < 0 || !currency.Represents(request.Amount) ? ProviderProblem.Invalid("amount_invalid", "There is no such amount.") : null;
    }

    static async Task<IResult> FindAsync(string key, PaymentProvider provider, CancellationToken cancellationToken) =>
        await provider._database.QuerySingleOrDefaultAsync<Charge>(
            $"select {Columns} from charges where key = @key", new { key }, cancellationToken) is { } charge
            ? TypedResults.Ok(ToResponse(charge))
            : ProviderProblem.Unknown();

    static Task<IResult> CaptureAsync(
        Guid id, [FromHeader(Name = "Idempotency-Key")] string? key, PaymentProvider provider, CancellationToken cancellationToken) =>
        provider.EndAsync(id, ChargeOperation.Capture, "captured", key, cancellationToken);

    static Task<IResult> VoidAsync(
        Guid id, [FromHeader(Name = "Idempotency-Key")] string? key, PaymentProvider provider, CancellationToken cancellationToken) =>
        provider.EndAsync(id, ChargeOperation.Void, "voided", key, cancellationToken);

    // Ending twice in the same way is the same end.
    async Task<IResult> EndAsync(Guid id, string operation, string status, string? key, CancellationToken cancellationToken)
    {
        if (!IsKey(key))
        {
            return ProviderProblem.KeyInvalid();
        }

        await using var work = await _database.BeginAsync(cancellationToken);
        if (await LockAsync(work, id, cancellationToken) is not { } charge)
        {
            return ProviderProblem.Unknown();
        }

        if (charge.Status == status)
        {
            return TypedResults.Ok(ToResponse(charge));
        }

        if (charge.Status != "authorized")
        {
            return ProviderProblem.Conflict("charge_not_authorized", $"There is no authorized charge to be {status}.");
        }

        if (await IsRefusedAsync(work, charge, operation, key, cancellationToken))
        {
            return ProviderProblem.Declined($"{operation}_declined", $"The bank declined the {operation}.");
        }

        await work.ExecuteAsync("update charges set status = @status where id = @id", new { id, status }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return TypedResults.Ok(ToResponse(charge with { Status = status }));
    }

    static async Task<Results<Ok<ChargeRefundResponse>, ProblemHttpResult>> RefundAsync(
        Guid id, ChargeRefundRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, PaymentProvider provider, CancellationToken cancellationToken)
    {
        if (!IsKey(key))
        {
            return ProviderProblem.KeyInvalid();
        }

        await using var work = await provider._database.BeginAsync(cancellationToken);
        if (await LockAsync(work, id, cancellationToken) is not { } charge)
        {
            return ProviderProblem.Unknown();
        }

        if (charge.Status != "captured")
        {
            return ProviderProblem.Conflict("charge_not_captured", "There is no captured charge to be refunded.");
        }

        if (await work.QuerySingleOrDefaultAsync<ChargeRefundResponse>(
            "select id, amount from charge_refunds where key = @key", new { key }, cancellationToken) is { } earlier)
        {
            var isOfCharge = await work.QuerySingleOrDefaultAsync<bool>(
                "select charge_id = @chargeId from charge_refunds where id = @Id", new { earlier.Id, chargeId = id }, cancellationToken);
            return isOfCharge && earlier.Amount == request.Amount ? TypedResults.Ok(earlier) : ProviderProblem.KeyReused();
        }

        if (charge.Token == PaymentTokens.RefundErrorOnce && provider._failedOnce.TryAdd($"refund {id}", 0))
        {
            return Problems.Status(StatusCodes.Status500InternalServerError, "The provider failed, as this token asks for.");
        }

        var refunded = await work.QuerySingleOrDefaultAsync<decimal>(
            "select coalesce(sum(amount), 0) from charge_refunds where charge_id = @id", new { id }, cancellationToken);
        if (refunded + request.Amount > charge.Amount)
        {
            return ProviderProblem.Conflict("refund_too_large", "More than was captured cannot be given back.");
        }

        if (await IsRefusedAsync(work, charge, ChargeOperation.Refund, key, cancellationToken))
        {
            return ProviderProblem.Declined("refund_declined", "The bank declined the refund.");
        }

        var refund = new ChargeRefundResponse(Guid.CreateVersion7(), request.Amount);
        await work.ExecuteAsync(
            "insert into charge_refunds (id, key, charge_id, amount) values (@Id, @key, @chargeId, @Amount)",
            new { refund.Id, key, chargeId = id, refund.Amount },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return TypedResults.Ok(refund);
    }

    static bool IsKey([NotNullWhen(true)] string? key) => key is { Length: > 0 and <= 255 };

    static Task<Charge?> LockAsync(UnitOfWork work, Guid id, CancellationToken cancellationToken) =>
        work.QuerySingleOrDefaultAsync<Charge>($"select {Columns} from charges where id = @id for update", new { id }, cancellationToken);

    /// <summary>Whether the token of a charge refuses a request; a refusal is saved, and the transaction ends with it.</summary>
    static async Task<bool> IsRefusedAsync(UnitOfWork work, Charge charge, string operation, string key, CancellationToken cancellationToken)
    {
        var wasRefused = await work.QuerySingleOrDefaultAsync<bool>(
            "select exists (select from charge_refusals where charge_id = @Id and operation = @operation and key <> @key)",
            new { charge.Id, operation, key },
            cancellationToken);
        if (!PaymentTokens.Refuses(charge.Token, operation, wasRefused))
        {
            return false;
        }

        await work.ExecuteAsync(
            "insert into charge_refusals (charge_id, operation, key) values (@Id, @operation, @key) on conflict do nothing",
            new { charge.Id, operation, key },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return true;
    }

    // A request to charge that is declined has failed; a look-up that finds it has not.
    static IResult Answer(Charge charge) =>
        charge.Status != "declined" ? TypedResults.Ok(ToResponse(charge)) : ProviderProblem.Declined("card_declined", CardDeclined);

    static ChargeResponse ToResponse(Charge charge) =>
        new(charge.Id, charge.Status, charge.Amount, charge.Status == "declined" ? CardDeclined : null);

    async Task<IReadOnlyList<Charge>> WriteTogetherAsync(IReadOnlyList<Charge> charges, CancellationToken cancellationToken)
    {
        var keys = charges.Select(c => c.Key).ToArray();
        var inserted = (await _database.QueryAsync<Guid>(
            """
            insert into charges (id, key, amount, currency, status, token)
            select id, key, amount, currency, status, token
            from unnest(@ids, @keys, @amounts, @currencies, @statuses, @tokens) as c (id, key, amount, currency, status, token)
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
                tokens = charges.Select(c => c.Token).ToArray(),
            },
            cancellationToken)).ToHashSet();
        var repeated = charges.Where(c => !inserted.Contains(c.Id)).Select(c => c.Key).ToArray();
        var earlier = repeated.Length == 0
            ? []
            : (await _database.QueryAsync<Charge>(
                $"select {Columns} from charges where key = any(@repeated)", new { repeated }, cancellationToken)).ToDictionary(c => c.Key);
        return [.. charges.Select(c => inserted.Contains(c.Id) ? c : earlier[c.Key])];
    }
}
