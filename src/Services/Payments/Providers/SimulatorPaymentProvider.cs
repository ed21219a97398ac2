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

    public Task<ChargeOutcome> ChargeAsync(Payment payment, bool capture, CancellationToken cancellationToken) => PostAsync(
        "/payment-provider/charges",
        JsonContent.Create(new SimulatorChargeRequest(payment.Amount, payment.Currency, payment.Token!, capture), SimulatorJson.Default.SimulatorChargeRequest),
        payment.IdempotencyKey,
        cancellationToken);

    public Task<ChargeOutcome> CaptureAsync(Payment payment, CancellationToken cancellationToken) =>
        PostAsync($"/payment-provider/charges/{payment.ProviderId}/capture", null, payment.IdempotencyKey, cancellationToken);

    public Task<ChargeOutcome> VoidAsync(Payment payment, CancellationToken cancellationToken) =>
        PostAsync($"/payment-provider/charges/{payment.ProviderId}/void", null, payment.IdempotencyKey, cancellationToken);

    async Task<ChargeOutcome> PostAsync(string path, HttpContent? content, string idempotencyKey, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content, Headers = { { "Idempotency-Key", idempotencyKey } } };
            CrashPoint.Reached(Step.BeforeProviderCall);
            using var response = await client.SendAsync(request, cancellationToken);
            CrashPoint.Reached(Step.AfterProviderCall);
            return response.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.PaymentRequired => ToOutcome((await ReadAsync(response, cancellationToken))!),
                HttpStatusCode.BadRequest => new ChargeOutcome.Declined("The means of payment is not known."),
                _ => new ChargeOutcome.Unknown($"The provider answered {(int)response.StatusCode}."),
            };
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            return new ChargeOutcome.Unknown("The provider did not answer.");
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
                _ => new ChargeOutcome.Unknown($"The provider answered {(int)response.StatusCode}."),
            };
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            return new ChargeOutcome.Unknown("The provider did not answer.");
        }
    }

    public async Task<bool> RefundAsync(Refund refund, string providerId, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/payment-provider/charges/{providerId}/refunds")
            {
                Content = JsonContent.Create(new SimulatorRefundRequest(refund.Amount), SimulatorJson.Default.SimulatorRefundRequest),
                Headers = { { "Idempotency-Key", $"refund-{refund.Id:N}" } },
            };
            CrashPoint.Reached(Step.BeforeProviderCall);
            using var response = await client.SendAsync(request, cancellationToken);
            CrashPoint.Reached(Step.AfterProviderCall);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            return false;
        }
    }

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
