using System.Net;
using Cartwright.Platform.Faults;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Polly;
using Stripe;

namespace Cartwright.Payments;

/// <summary>
/// Charges cards with Stripe's payment intents. A request whose answer was lost is repeated with the same key and the same parameters, to which Stripe gives
/// the same answer for a day. Where that answer says nothing, or after that day, the intent is looked for by the key in its metadata
/// (docs/decisions/0040-payment-providers-per-method.md).
/// </summary>
internal sealed class StripePaymentProvider(StripeConnection stripe, IOptions<StripeOptions> options, IOptions<ShopSettings> shop, TimeProvider time) : IPaymentProvider
{
    // Stripe keeps an answer for at least 24 hours.
    static readonly TimeSpan KeyLife = TimeSpan.FromHours(22);

    readonly StripeLookup _lookup = new(stripe, options.Value.LookUpFor, time);

    public string Name => PaymentProvider.Stripe;

    public Task<ChargeOutcome> ChargeAsync(Payment payment, bool capture, CancellationToken cancellationToken) => AnsweredAsync(async () =>
    {
        if (StripeAmount.Of(payment.Amount, payment.Currency) is not { } amount)
        {
            return new ChargeOutcome.Declined("The payment provider does not accept this amount.");
        }

        try
        {
            CrashPoint.Reached(Step.BeforeProviderCall);
            var intent = await stripe.Intents.CreateAsync(
                StripeRequests.Charge(payment, amount, capture, shop.Value.Url), StripeRequests.WithKey(payment.IdempotencyKey), cancellationToken);
            CrashPoint.Reached(Step.AfterProviderCall);
            return StripeOutcome.Of(intent, payment);
        }
        catch (StripeException error) when (StripeRefusal.IsSavedFailure(error) || StripeRefusal.IsOtherRequest(error))
        {
            return await LookUpAsync(payment, cancellationToken) ?? new ChargeOutcome.Declined(StripeLookup.Failed);
        }
    });

    public Task<ChargeOutcome> CaptureAsync(Payment payment, CancellationToken cancellationToken) => EndAsync(payment, options =>
        stripe.Intents.CaptureAsync(payment.ProviderId, null, options, cancellationToken), payment.CaptureKey, cancellationToken);

    public Task<ChargeOutcome> VoidAsync(Payment payment, CancellationToken cancellationToken) => EndAsync(payment, options =>
        stripe.Intents.CancelAsync(payment.ProviderId, null, options, cancellationToken), payment.VoidKey, cancellationToken);

    public async Task<ChargeOutcome?> FindAsync(Payment payment, CancellationToken cancellationToken)
    {
        ChargeOutcome? found = null;
        var outcome = await AnsweredAsync(async () =>
        {
            found = payment switch
            {
                { ProviderId: { } id } => await EndUnwantedAsync(payment, await stripe.Intents.GetAsync(id, null, null, cancellationToken), cancellationToken),
                _ when payment.CreatedAt + KeyLife < time.GetUtcNow() =>
                    await LookUpAsync(payment, cancellationToken) ?? (payment.CancelRequested ? null : new ChargeOutcome.Declined(StripeLookup.Failed)),
                { CancelRequested: true } => await PreventAsync(payment, cancellationToken),
                _ => null,
            };
            return found ?? new ChargeOutcome.NotCharged();
        }, mayDecline: false);
        return found is null && outcome is ChargeOutcome.NotCharged ? null : outcome;
    }

    public async Task<RefundOutcome> RefundAsync(DueRefund refund, CancellationToken cancellationToken)
    {
        if (StripeAmount.Of(refund.Amount, refund.Currency) is not { } amount)
        {
            return new RefundOutcome.Refused("The payment provider does not refund this amount.");
        }

        try
        {
            // Stripe forgets keys, but no refunds.
            if (refund.Tries > 1 && await _lookup.RefundAsync(refund, cancellationToken) is { } earlier)
            {
                return StripeOutcome.Of(earlier);
            }

            CrashPoint.Reached(Step.BeforeProviderCall);
            var made = await stripe.Refunds.CreateAsync(
                StripeRequests.Refund(refund, amount), StripeRequests.WithKey($"refund-{refund.Id:N}"), cancellationToken);
            CrashPoint.Reached(Step.AfterProviderCall);
            return StripeOutcome.Of(made);
        }
        catch (StripeException error) when (StripeRefusal.IsSavedFailure(error) && refund.Tries > 1)
        {
            return _lookup.HasEnded(refund.CreatedAt)
                ? new RefundOutcome.Refused("The payment provider failed and refunded nothing.")
                : new RefundOutcome.Unknown(Answered(error));
        }
        catch (StripeException error)
        {
            return StripeRefusal.IsFinal(error) ? new RefundOutcome.Refused(StripeRefusal.Reason(error.StripeError)) : new RefundOutcome.Unknown(Answered(error));
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            return new RefundOutcome.Unknown(StripeOutcome.Unanswered);
        }
    }

    // The state of an intent lets it be captured or cancelled once, whatever the key: each try has a new one, because a saved failure is no help here.
    Task<ChargeOutcome> EndAsync(Payment payment, Func<RequestOptions, Task<PaymentIntent>> end, string key, CancellationToken cancellationToken) =>
        AnsweredAsync(async () =>
        {
            try
            {
                CrashPoint.Reached(Step.BeforeProviderCall);
                var intent = await end(StripeRequests.WithKey($"{key}-{payment.Tries}"));
                CrashPoint.Reached(Step.AfterProviderCall);
                return StripeOutcome.Of(intent, payment);
            }
            catch (StripeException error) when (StripeRefusal.IsOtherState(error))
            {
                return StripeOutcome.Of(await stripe.Intents.GetAsync(payment.ProviderId, null, null, cancellationToken), payment);
            }
        });

    // Uses the key for an intent that charges nothing. Stripe says so if the key is used up; else the first request, if it still comes, can no longer charge.
    async Task<ChargeOutcome?> PreventAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (StripeAmount.Of(payment.Amount, payment.Currency) is not { } amount)
        {
            return null;
        }

        try
        {
            var idle = await stripe.Intents.CreateAsync(
                StripeRequests.Nothing(payment, amount), StripeRequests.WithKey(payment.IdempotencyKey), cancellationToken);
            return await EndUnwantedAsync(payment, idle, cancellationToken);
        }
        catch (StripeException error) when (StripeRefusal.IsOtherRequest(error) || StripeRefusal.IsSavedFailure(error))
        {
            return await LookUpAsync(payment, cancellationToken);
        }
        catch (StripeException error) when (error.HttpStatusCode == HttpStatusCode.BadRequest)
        {
            // The first request was refused for the same reason, or would be.
            return null;
        }
    }

    async Task<ChargeOutcome?> LookUpAsync(Payment payment, CancellationToken cancellationToken) =>
        await _lookup.IntentAsync(payment, cancellationToken) is { } intent
            ? await EndUnwantedAsync(payment, intent, cancellationToken) ?? new ChargeOutcome.NotCharged()
            : _lookup.HasEnded(payment.CreatedAt)
                ? null
                : new ChargeOutcome.Unknown("The payment provider failed; what it did is looked up.");

    /// <summary>Ends an intent of a cancelled order that has taken no money; null when it has ended so.</summary>
    async Task<ChargeOutcome?> EndUnwantedAsync(Payment payment, PaymentIntent intent, CancellationToken cancellationToken)
    {
        if (payment.CancelRequested && intent.Status is "requires_payment_method" or "requires_confirmation" or "requires_action")
        {
            intent = await stripe.Intents.CancelAsync(
                intent.Id, null, StripeRequests.WithKey($"{payment.IdempotencyKey}-end-{payment.Tries}"), cancellationToken);
        }

        return payment.CancelRequested && intent.Status == "canceled" ? null : StripeOutcome.Of(intent, payment);
    }

    // A look-up that is refused, for example because the key is of another account, says nothing about the payment.
    static async Task<ChargeOutcome> AnsweredAsync(Func<Task<ChargeOutcome>> call, bool mayDecline = true)
    {
        try
        {
            return await call();
        }
        catch (StripeException error)
        {
            return mayDecline && StripeRefusal.IsFinal(error)
                ? new ChargeOutcome.Declined(StripeRefusal.Reason(error.StripeError))
                : new ChargeOutcome.Unknown(Answered(error));
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            return new ChargeOutcome.Unknown(StripeOutcome.Unanswered);
        }
    }

    static string Answered(StripeException error) => $"The provider answered {(int)error.HttpStatusCode}.";

    static bool IsUnanswered(Exception error) => error is HttpRequestException or ExecutionRejectedException or JsonException or IOException;
}
