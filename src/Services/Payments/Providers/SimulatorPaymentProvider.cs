using System.Net;
using System.Text.Json;
using Cartwright.Platform.Faults;
using Polly;

namespace Cartwright.Payments;

/// <summary>Speaks the protocol of the simulated provider over HTTP.</summary>
internal sealed class SimulatorPaymentProvider(IHttpClientFactory clients) : IPaymentProvider
{
    /// <summary>The name of the HTTP client, and of the service that it calls.</summary>
    public const string Client = "simulators";

    const string Unanswered = "The provider did not answer.";

    public string Name => PaymentProvider.Simulated;

    public Task<ChargeOutcome> ChargeAsync(Payment payment, bool capture, CancellationToken cancellationToken) => PostAsync(
        "/payment-provider/charges",
        JsonContent.Create(new SimulatorChargeRequest(payment.Amount, payment.Currency, payment.Token!, capture), SimulatorJson.Default.SimulatorChargeRequest),
        payment.IdempotencyKey,
        cancellationToken);

    public Task<ChargeOutcome> CaptureAsync(Payment payment, CancellationToken cancellationToken) =>
        PostAsync($"/payment-provider/charges/{payment.ProviderId}/capture", null, payment.CaptureKey, cancellationToken);

    public Task<ChargeOutcome> VoidAsync(Payment payment, CancellationToken cancellationToken) =>
        PostAsync($"/payment-provider/charges/{payment.ProviderId}/void", null, payment.VoidKey, cancellationToken);

    async Task<ChargeOutcome> PostAsync(string path, HttpContent? content, string idempotencyKey, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content, Headers = { { "Idempotency-Key", idempotencyKey } } };
            CrashPoint.Reached(Step.BeforeProviderCall);
            using var response = await client.SendAsync(request, cancellationToken);
            CrashPoint.Reached(Step.AfterProviderCall);
            if (response.IsSuccessStatusCode)
            {
                return ToOutcome((await ReadAsync(response, cancellationToken))!);
            }

            return await RefusalOfAsync(response, cancellationToken) is { } reason
                ? new ChargeOutcome.Declined(reason)
                : new ChargeOutcome.Unknown(Answered(response));
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            return new ChargeOutcome.Unknown(Unanswered);
        }
    }

    public async Task<ChargeOutcome?> FindAsync(Payment payment, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.GetAsync(new Uri($"/payment-provider/charges?key={payment.IdempotencyKey}", UriKind.Relative), cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => ToOutcome((await ReadAsync(response, cancellationToken))!),
                HttpStatusCode.NotFound => null,
                _ => new ChargeOutcome.Unknown(Answered(response)),
            };
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            return new ChargeOutcome.Unknown(Unanswered);
        }
    }

    public async Task<RefundOutcome> RefundAsync(DueRefund refund, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/payment-provider/charges/{refund.ProviderId}/refunds")
            {
                Content = JsonContent.Create(new SimulatorRefundRequest(refund.Amount), SimulatorJson.Default.SimulatorRefundRequest),
                Headers = { { "Idempotency-Key", $"refund-{refund.Id:N}" } },
            };
            CrashPoint.Reached(Step.BeforeProviderCall);
            using var response = await client.SendAsync(request, cancellationToken);
            CrashPoint.Reached(Step.AfterProviderCall);
            if (response.IsSuccessStatusCode)
            {
                return new RefundOutcome.Refunded();
            }

            return await RefusalOfAsync(response, cancellationToken) is { } reason
                ? new RefundOutcome.Refused(reason)
                : new RefundOutcome.Unknown(Answered(response));
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            return new RefundOutcome.Unknown(Unanswered);
        }
    }

    /// <returns>Why the provider refuses for good; null when the same request may succeed later.</returns>
    static async Task<string?> RefusalOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var refusal = new ProviderRefusal(null, null);
        try
        {
            refusal = await response.Content.ReadFromJsonAsync(SimulatorJson.Default.ProviderRefusal, cancellationToken) ?? refusal;
        }
        catch (JsonException)
        {
            // The status says enough, for example that of a proxy on the way.
        }

        return refusal.IsFinal(response.StatusCode) ? refusal.Reason(response.StatusCode) : null;
    }

    static string Answered(HttpResponseMessage response) => $"The provider answered {(int)response.StatusCode}.";

    static ChargeOutcome ToOutcome(SimulatorChargeResponse response) => response.Status switch
    {
        "captured" => new ChargeOutcome.Captured(response.Id),
        "authorized" => new ChargeOutcome.Authorized(response.Id),
        "voided" => new ChargeOutcome.Voided(),
        _ => new ChargeOutcome.Declined(response.FailureMessage ?? "The payment was declined."),
    };

    static Task<SimulatorChargeResponse?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.Content.ReadFromJsonAsync(SimulatorJson.Default.SimulatorChargeResponse, cancellationToken);

    static bool IsUnanswered(Exception error) => error is HttpRequestException or ExecutionRejectedException or JsonException or IOException;
}
