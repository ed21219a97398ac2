using System.Security.Cryptography;
using System.Text;
using Cartwright.Contracts;
using Cartwright.Orders;

namespace Cartwright.Unit.Orders;

public sealed class PlaceOrderTests
{
    const string Json = """{"street":"Main Street 1","city":"Berlin","state":"","zipCode":"10115","country":"de"}""";
    const string Payment = """{"method":"card","token":"tok_ok"}""";
    static readonly PostalAddress Address = new() { Street = "Main Street 1", City = "Berlin", State = "", ZipCode = "10115", Country = "de" };
    static readonly PlaceOrderRequest Request = new([new("A-1", null, 2)], Address, null, new("card", "tok_ok"), null, null);

    /// <summary>A customer may repeat a request after an update of the service: the new version must recognise what the old one hashed.</summary>
    [Fact]
    public void A_request_without_the_newer_members_of_an_address_has_the_hash_that_it_always_had() => Assert.Equal(
        SHA256.HashData(Encoding.UTF8.GetBytes(
            $$"""{"items":[{"sku":"A-1","productId":null,"quantity":2}],"shippingAddress":{{Json}},"billingAddress":null,"payment":{{Payment}},"cartId":null}""")),
        PlaceOrder.Hash(Request));

    [Fact]
    public void A_request_with_a_method_of_shipping_differs() =>
        Assert.NotEqual(PlaceOrder.Hash(Request), PlaceOrder.Hash(Request with { ShippingMethod = "express" }));

    [Fact]
    public void Requests_that_differ_in_a_newer_member_differ() => Assert.Distinct(
        new[]
        {
            Address, Address with { Recipient = "Ada" }, Address with { Company = "Ada" }, Address with { Street2 = "Ada" }, Address with { Phone = "Ada" },
        }.Select(address => Convert.ToHexString(PlaceOrder.Hash(Request with { ShippingAddress = address }))));

    [Theory]
    [InlineData(null, "Ada Lovelace", "Ada Lovelace")]
    [InlineData(" ", "Ada Lovelace", "Ada Lovelace")]
    [InlineData("Grace Hopper", "Ada Lovelace", "Grace Hopper")]
    [InlineData(null, null, null)]
    public void The_event_names_the_recipient_or_else_the_user(string? recipient, string? user, string? expected)
    {
        var request = Request with { ShippingAddress = Address with { Recipient = recipient, Company = "Analytical Engines", Street2 = "Floor 3", Phone = "+49 30 1234" } };

        var created = NewOrder.Of(
            request, [new("A-1", Guid.NewGuid(), "A", 2, new Money(1, Currency.Of("EUR")), null)], new("standard", "Standard shipping", Money.Zero(Currency.Of("EUR")), null, null),
            Guid.NewGuid(), user, new(), DateTimeOffset.UnixEpoch).ToEvent();

        Assert.Equal(
            new ShippingAddress("Main Street 1", "Berlin", "", "10115", "DE", expected, "Analytical Engines", "Floor 3", "+49 30 1234"), created.ShippingAddress);
    }
}
