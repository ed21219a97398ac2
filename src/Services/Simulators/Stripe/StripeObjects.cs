using System.Text.Json.Nodes;

namespace Cartwright.Simulators;

/// <summary>The objects of Stripe as JSON, with the members that its clients read (https://docs.stripe.com/api/payment_intents/object).</summary>
internal static class StripeObjects
{
    public static JsonObject Of(StripeIntent intent, string address, long refunded = 0, bool expandCharge = false) => new()
    {
        ["id"] = intent.Id,
        ["object"] = "payment_intent",
        ["amount"] = intent.Amount,
        ["amount_capturable"] = intent.Status == StripeStatus.RequiresCapture ? intent.Amount : 0,
        ["amount_details"] = new JsonObject { ["tip"] = new JsonObject() },
        ["amount_received"] = intent.AmountReceived,
        ["application"] = null,
        ["application_fee_amount"] = null,
        ["automatic_payment_methods"] = new JsonObject { ["allow_redirects"] = "never", ["enabled"] = true },
        ["canceled_at"] = intent.CanceledAt?.ToUnixTimeSeconds(),
        ["cancellation_reason"] = intent.CancellationReason,
        ["capture_method"] = intent.CaptureMethod,
        ["client_secret"] = $"{intent.Id}_secret_simulated",
        ["confirmation_method"] = "automatic",
        ["created"] = intent.CreatedAt.ToUnixTimeSeconds(),
        ["currency"] = intent.Currency,
        ["customer"] = null,
        ["customer_account"] = null,
        ["description"] = null,
        ["excluded_payment_method_types"] = null,
        ["last_payment_error"] = intent.ErrorCode is { } code ? Refusal(code, intent.DeclineCode) : null,
        ["latest_charge"] = intent.ChargeId is not { } charge ? null : expandCharge ? Charge(intent, charge, refunded) : JsonValue.Create(charge),
        ["livemode"] = false,
        ["managed_payments"] = new JsonObject { ["enabled"] = false },
        ["metadata"] = JsonNode.Parse(intent.Metadata),
        ["next_action"] = intent.Status == StripeStatus.RequiresAction ? NextAction(intent, address) : null,
        ["on_behalf_of"] = null,
        ["payment_method"] = intent.PaymentMethod,
        ["payment_method_configuration_details"] = null,
        ["payment_method_options"] = new JsonObject(),
        ["payment_method_types"] = new JsonArray("card"),
        ["processing"] = null,
        ["receipt_email"] = null,
        ["review"] = null,
        ["setup_future_usage"] = null,
        ["shipping"] = null,
        ["source"] = null,
        ["statement_descriptor"] = null,
        ["statement_descriptor_suffix"] = null,
        ["status"] = intent.Status,
        ["transfer_data"] = null,
        ["transfer_group"] = null,
    };

    public static JsonObject Of(StripeRefund refund, StripeIntent intent) => new()
    {
        ["id"] = refund.Id,
        ["object"] = "refund",
        ["amount"] = refund.Amount,
        ["balance_transaction"] = null,
        ["charge"] = intent.ChargeId,
        ["created"] = refund.CreatedAt.ToUnixTimeSeconds(),
        ["currency"] = intent.Currency,
        ["customer"] = null,
        ["customer_account"] = null,
        ["destination_details"] = new JsonObject { ["card"] = new JsonObject { ["type"] = "reversal" }, ["type"] = "card" },
        ["metadata"] = JsonNode.Parse(refund.Metadata),
        ["payment_intent"] = intent.Id,
        ["payment_method"] = intent.PaymentMethod,
        ["reason"] = null,
        ["receipt_number"] = null,
        ["source_transfer_reversal"] = null,
        ["status"] = refund.Status,
        ["transfer_reversal"] = null,
    };

    public static JsonObject List(string url, IEnumerable<JsonObject> data, bool hasMore) => new()
    {
        ["object"] = "list",
        ["url"] = url,
        ["has_more"] = hasMore,
        ["data"] = new JsonArray([.. data]),
    };

    /// <summary>The members of an error of a card.</summary>
    public static JsonObject Refusal(string code, string? declineCode)
    {
        var error = new JsonObject { ["type"] = "card_error", ["code"] = code, ["message"] = "Your card was declined." };
        if (declineCode is not null)
        {
            error["decline_code"] = declineCode;
        }

        return error;
    }

    static JsonObject Charge(StripeIntent intent, string id, long refunded) => new()
    {
        ["id"] = id,
        ["object"] = "charge",
        ["amount"] = intent.Amount,
        ["amount_captured"] = intent.AmountReceived,
        ["amount_refunded"] = refunded,
        ["captured"] = intent.Status == StripeStatus.Succeeded,
        ["created"] = intent.CreatedAt.ToUnixTimeSeconds(),
        ["currency"] = intent.Currency,
        ["livemode"] = false,
        ["metadata"] = JsonNode.Parse(intent.Metadata),
        ["paid"] = true,
        ["payment_intent"] = intent.Id,
        ["payment_method"] = intent.PaymentMethod,
        ["refunded"] = refunded == intent.Amount,
        ["status"] = "succeeded",
    };

    static JsonObject NextAction(StripeIntent intent, string address) => new()
    {
        ["type"] = "redirect_to_url",
        ["redirect_to_url"] = new JsonObject { ["return_url"] = intent.ReturnUrl, ["url"] = $"{address}/stripe/authenticate/{intent.Id}" },
    };
}
