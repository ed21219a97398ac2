using System.Security.Cryptography;
using Cartwright.Platform.Data;

namespace Cartwright.Simulators;

/// <summary>Creates, confirms, captures and cancels the payment intents of the simulated Stripe.</summary>
internal static class StripeIntents
{
    // https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts: most currencies take up to eight digits.
    const long AmountMax = 99_999_999;

    public static async Task<StripeAnswer> CreateAsync(StripeCall call, CancellationToken cancellationToken)
    {
        var form = call.Form;
        if (Refusal(form) is { } refusal)
        {
            return refusal;
        }

        var intent = new StripeIntent
        {
            Id = NewId("pi"),
            Amount = form.Number("amount")!.Value,
            Currency = form["currency"]!,
            CaptureMethod = form["capture_method"] == "manual" ? "manual" : "automatic",
            Status = form["payment_method"] is null ? StripeStatus.RequiresPaymentMethod : StripeStatus.RequiresConfirmation,
            PaymentMethod = form["payment_method"],
            Metadata = form.MetadataJson()!,
            ReturnUrl = form["return_url"],
            CreatedAt = call.Now,
        };
        var card = form["payment_method"] is { } name ? StripeTestCard.Find(name)! : null;
        if (card?.FailsBefore(StripeRequest.Create) == true)
        {
            return StripeAnswer.Failure();
        }

        var confirmed = form.Is("confirm") ? Confirmed(intent, card!, form) : intent;
        await InsertAsync(call.Work, confirmed, cancellationToken);
        var answer = AnswerOf(confirmed, call);
        return card?.Shown(StripeRequest.Create, answer) ?? answer;
    }

    public static async Task<StripeAnswer> ConfirmAsync(string id, StripeCall call, CancellationToken cancellationToken)
    {
        if (await LockAsync(call.Work, id, cancellationToken) is not { } intent)
        {
            return StripeAnswer.Missing("payment_intent", id);
        }

        var name = call.Form["payment_method"] ?? intent.PaymentMethod;
        if (name is null || StripeTestCard.Find(name) is not { } card)
        {
            return StripeAnswer.Invalid("payment_method", "resource_missing", $"No such PaymentMethod: '{name}'");
        }

        if (intent.Status is not (StripeStatus.RequiresConfirmation or StripeStatus.RequiresPaymentMethod))
        {
            return UnexpectedState(intent, "confirm", call.Address);
        }

        var confirmed = Confirmed(intent with { PaymentMethod = name, ReturnUrl = call.Form["return_url"] ?? intent.ReturnUrl }, card, call.Form);
        await SaveAsync(call.Work, confirmed, cancellationToken);
        return AnswerOf(confirmed, call);
    }

    public static async Task<StripeAnswer> CaptureAsync(string id, StripeCall call, CancellationToken cancellationToken)
    {
        if (await LockAsync(call.Work, id, cancellationToken) is not { } intent)
        {
            return StripeAnswer.Missing("payment_intent", id);
        }

        if (intent.Status != StripeStatus.RequiresCapture)
        {
            return UnexpectedState(intent, "capture", call.Address);
        }

        if (call.Form.Number("amount_to_capture") is { } amount && amount != intent.Amount)
        {
            return StripeAnswer.Invalid("amount_to_capture", null, "The simulated Stripe captures the whole amount.");
        }

        var card = StripeTestCard.Find(intent.PaymentMethod!)!;
        if (card.RefusesCapture && intent.ErrorCode is null)
        {
            await SaveAsync(call.Work, intent with { ErrorCode = "card_declined", DeclineCode = "generic_decline" }, cancellationToken);
            return StripeAnswer.Error(StatusCodes.Status402PaymentRequired, "card_error", "card_declined", "The bank declined the capture.");
        }

        var captured = intent.Capture() with { ErrorCode = null, DeclineCode = null };
        await SaveAsync(call.Work, captured, cancellationToken);
        return card.Shown(StripeRequest.Capture, AnswerOf(captured, call));
    }

    public static async Task<StripeAnswer> CancelAsync(string id, StripeCall call, CancellationToken cancellationToken)
    {
        if (await LockAsync(call.Work, id, cancellationToken) is not { } intent)
        {
            return StripeAnswer.Missing("payment_intent", id);
        }

        if (intent.Status is StripeStatus.Succeeded or StripeStatus.Canceled)
        {
            return UnexpectedState(intent, "cancel", call.Address);
        }

        var canceled = intent with { Status = StripeStatus.Canceled, CanceledAt = call.Now, CancellationReason = call.Form["cancellation_reason"] };
        await SaveAsync(call.Work, canceled, cancellationToken);
        var answer = StripeAnswer.Ok(StripeObjects.Of(canceled, call.Address)) with { Event = StripeEvent.Of(canceled, call.Address) };
        return intent.PaymentMethod is { } name ? StripeTestCard.Find(name)!.Shown(StripeRequest.Cancel, answer) : answer;
    }

    /// <summary>A new id, in the manner of Stripe.</summary>
    public static string NewId(string prefix) => $"{prefix}_{RandomNumberGenerator.GetString("0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", 24)}";

    /// <summary>Locks an intent; null when there is none.</summary>
    public static Task<StripeIntent?> LockAsync(UnitOfWork work, string id, CancellationToken cancellationToken) =>
        work.QuerySingleOrDefaultAsync<StripeIntent>($"select {StripeIntent.Columns} from stripe_intents where id = @id for update", new { id }, cancellationToken);

    // What makes a request senseless is found before anything is done.
    static StripeAnswer? Refusal(StripeForm form) => form switch
    {
        _ when form.Number("amount") is not { } amount || amount <= 0 =>
            StripeAnswer.Invalid("amount", "parameter_invalid_integer", "The amount must be a positive number of the smallest unit."),
        _ when form.Number("amount") > AmountMax => StripeAnswer.Invalid("amount", "amount_too_large", $"The amount must be at most {AmountMax}."),
        _ when form["currency"] is not { Length: 3 } currency || currency.Any(c => !char.IsAsciiLetterLower(c)) =>
            StripeAnswer.Invalid("currency", "parameter_invalid_string", "The currency must be a three-letter ISO code in lower case."),
        _ when form["capture_method"] is not (null or "automatic" or "automatic_async" or "manual") =>
            StripeAnswer.Invalid("capture_method", null, "The capture_method must be automatic, automatic_async or manual."),
        _ when form.MetadataJson() is null => StripeAnswer.Invalid("metadata", null, "There is too much metadata."),
        _ when form["payment_method"] is { } name && StripeTestCard.Find(name) is null =>
            StripeAnswer.Invalid("payment_method", "resource_missing", $"No such PaymentMethod: '{name}'"),
        _ when form.Is("confirm") && form["payment_method"] is null =>
            StripeAnswer.Invalid("payment_method", "parameter_missing", "A payment_method is needed to confirm."),
        _ => null,
    };

    static StripeIntent Confirmed(StripeIntent intent, StripeTestCard card, StripeForm form) => card switch
    {
        { Code: { } code } => intent.Refuse(code, card.DeclineCode),
        { NeedsAction: true } when form.Is("error_on_requires_action") => intent.Refuse("authentication_required", null),
        { NeedsAction: true } => intent with { Status = StripeStatus.RequiresAction, ErrorCode = null, DeclineCode = null },
        _ => (intent with { ErrorCode = null, DeclineCode = null }).Pay(),
    };

    // A refused card is an error that shows the intent.
    static StripeAnswer AnswerOf(StripeIntent intent, StripeCall call)
    {
        var body = StripeObjects.Of(intent, call.Address);
        var answer = intent.ErrorCode is not { } code
            ? StripeAnswer.Ok(body)
            : StripeAnswer.Error(StatusCodes.Status402PaymentRequired, "card_error", code, "Your card was declined.", error =>
            {
                if (intent.DeclineCode is { } decline)
                {
                    error["decline_code"] = decline;
                }

                error["payment_intent"] = body;
            });
        return answer with { Event = StripeEvent.Of(intent, call.Address) };
    }

    static StripeAnswer UnexpectedState(StripeIntent intent, string request, string address) => StripeAnswer.Error(
        StatusCodes.Status400BadRequest,
        "invalid_request_error",
        "payment_intent_unexpected_state",
        $"You cannot {request} this PaymentIntent because it has a status of {intent.Status}.",
        error => error["payment_intent"] = StripeObjects.Of(intent, address));

    static Task InsertAsync(UnitOfWork work, StripeIntent intent, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        insert into stripe_intents (
            id, amount, amount_received, currency, capture_method, status, payment_method, metadata, error_code, decline_code, return_url, created_at)
        values (
            @Id, @Amount, @AmountReceived, @Currency, @CaptureMethod, @Status, @PaymentMethod, @Metadata::jsonb, @ErrorCode, @DeclineCode, @ReturnUrl, @CreatedAt)
        """,
        intent,
        cancellationToken);

    /// <summary>Saves an intent that is locked.</summary>
    public static Task SaveAsync(UnitOfWork work, StripeIntent intent, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        update stripe_intents
        set amount_received = @AmountReceived, status = @Status, payment_method = @PaymentMethod, error_code = @ErrorCode, decline_code = @DeclineCode,
            return_url = @ReturnUrl, cancellation_reason = @CancellationReason, canceled_at = @CanceledAt
        where id = @Id
        """,
        intent,
        cancellationToken);
}
