using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;
using Cartwright.Unit.Architecture;
using Cartwright.Webhooks;

namespace Cartwright.Unit.Webhooks;

public sealed class PayloadTests
{
    static readonly DateTimeOffset At = new(2026, 5, 4, 3, 2, 1, TimeSpan.FromHours(2));

    [Fact]
    public void A_payload_has_type_version_time_and_data()
    {
        var payload = Payload.Of(EventCatalog.ByName["stock.low"], Envelope("stock.low", """{"sku":"A","available":3}"""));

        Assert.Equal("""{"type":"stock.low","version":1,"timestamp":"2026-05-04T01:02:01Z","data":{"sku":"A","available":3}}""", payload);
    }

    [Fact]
    public void No_personal_member_of_any_event_is_sent()
    {
        const string Secret = "whoever it is";
        foreach (var type in OfferedEvents.Types.Where(type => type.PersonalMembers.Count > 0))
        {
            var data = new Dictionary<string, object?>();
            foreach (var member in type.PersonalMembers)
            {
                var holder = data;
                foreach (var name in member.Path.SkipLast(1))
                {
                    holder = (Dictionary<string, object?>)(holder.TryGetValue(name, out var inner) ? inner! : holder[name] = new Dictionary<string, object?>());
                }

                holder[member.Path[^1]] = Secret;
            }

            var json = JsonSerializer.Serialize(data);
            Assert.Contains(Secret, json, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, Payload.Of(type, Envelope(type.Name, json)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_part_that_an_event_lacks_stays_away()
    {
        var payload = Payload.Of(EventCatalog.ByName["order.created"], Envelope("order.created", """{"orderId":"1","shippingAddress":null}"""));

        Assert.EndsWith("""{"orderId":"1","shippingAddress":null}}""", payload, StringComparison.Ordinal);
    }

    [Fact]
    public void The_service_subscribes_to_what_it_offers() => Assert.Equal(
        OfferedEvents.Types.Select(type => type.Name),
        ServiceSetups.ByService["webhooks"].Subscriptions.Types.Select(type => type.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("*", true)]
    [InlineData("order.confirmed", true)]
    [InlineData("order.confirmed@1", true)]
    [InlineData("order.confirmed@2", false)]
    [InlineData("order.confirmed@1@1", false)]
    [InlineData("order.*", false)]
    [InlineData("user.password_reset_requested", false)]
    public void A_webhook_can_have_what_is_offered(string wanted, bool isOffered) => Assert.Equal(isOffered, OfferedEvents.Has(wanted));

    [Theory]
    [InlineData("https://hooks.example.com/a?b=c", true)]
    [InlineData("http://hooks.example.com/", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("https://10.1.2.3:8443/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://[fd00::1]/", false)]
    [InlineData("https://hooks.example.com/#a", false)]
    public void A_url_is_one_of_the_public_internet(string url, bool isAllowed) =>
        Assert.Equal(isAllowed, !WebhookRules.Check(new(url, ["*"]), allowsPrivate: false).ContainsKey("url"));

    static Envelope Envelope(string name, string data) => new(0, Guid.NewGuid(), name, 1, At, Guid.NewGuid(), null, null, data);
}
