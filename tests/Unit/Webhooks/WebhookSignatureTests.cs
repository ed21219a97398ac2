using Cartwright.Webhooks;

namespace Cartwright.Unit.Webhooks;

public sealed class WebhookSignatureTests
{
    // The example of the specification's reference libraries.
    [Fact]
    public void The_published_example_has_the_published_signature() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""));

    [Fact]
    public void A_signature_per_secret_is_sent_the_current_one_first()
    {
        var (current, old) = (WebhookSignature.NewSecret(), WebhookSignature.NewSecret());
        var both = WebhookSignature.Of([current, old], "msg_1", 1, "{}").Split(' ');

        Assert.Equal([WebhookSignature.Of([current], "msg_1", 1, "{}"), WebhookSignature.Of([old], "msg_1", 1, "{}")], both);
        Assert.NotEqual(both[0], both[1]);
    }
}
