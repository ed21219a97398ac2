using Cartwright.Contracts;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Payments;

/// <summary>Charges and refunds orders, exactly once, through a provider that may be slow, fail or lose its answer.</summary>
public sealed class PaymentsService : IService
{
    /// <inheritdoc/>
    public string Name => "payments";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseJson(PaymentsJson.Default);
        setup.Services.AddValidation();

        PaymentProviderSetup.Add(setup);
        setup.Services.AddSingleton<ExecutePayments>();
        setup.Services.AddHostedService(services => services.GetRequiredService<ExecutePayments>());
        setup.Services.AddHostedService<ExecuteRefunds>();

        setup.On<OrderPaymentRequested, WhenOrderPaymentRequested>();
        setup.On<OrderCancelled, WhenOrderCancelled>();
        setup.On<OrderShipped, WhenOrderShipped>();
        setup.On<OrderUpdated, WhenOrderShipped>();
        setup.On<ReturnRefundRequested, WhenReturnRefundRequested>();
        setup.On<UserErased, WhenUserErased>(isRepeatable: true);

        setup.Measure<PaymentMetrics>();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        var payments = app.MapGroup("/api/payments");
        payments.MapGet("", GetPayments.OfOrderAsync)
            .Describe("listPayments", "Lists the payments of an order with their refunds.");
        payments.MapGet("{id:guid}", GetPayments.OneAsync)
            .Describe("getPayment", "Shows a payment with its refunds.");
        payments.MapPost("{id:guid}/capture", RepeatRefused.CaptureAsync)
            .Describe("capturePayment", "Asks again for a capture that the provider refused.")
            .WithLocation().MayConflict().RequirePermission(Permission.ManageOrders);
        payments.MapPost("{id:guid}/void", RepeatRefused.VoidAsync)
            .Describe("voidPayment", "Asks again for a void that the provider refused.")
            .WithLocation().MayConflict().RequirePermission(Permission.ManageOrders);
        payments.MapPost("{id:guid}/refund", RefundPayment.HandleAsync)
            .Describe("refundPayment", "Refunds a payment, or a part of it.").WithLocation().RepeatableByKey(isRequired: false).MayConflict()
            .RequirePermission(Permission.RefundPayments);
        payments.MapPost("webhooks/stripe", ReceiveStripeEvent.HandleAsync)
            .Describe("receiveStripeEvent", "Receives an event of Stripe, which has signed it.").AddOpenApiOperationTransformer(ReceiveStripeEvent.Describe)
            .WithMetadata(new RequestSizeLimitAttribute(ReceiveStripeEvent.BytesMax)).AllowAnonymous();

        app.MapGet("/internal/users/{id:guid}/data", ExportPayments.HandleAsync).RequireAuthorization(Policies.Service).ExcludeFromDescription();
    }
}
