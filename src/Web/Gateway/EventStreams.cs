using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Cartwright.Gateway;

/// <summary>
/// Ends forwarded event streams when the gateway stops. A stream ends with its service, which stops after the gateway, and a gateway that stops waits for
/// its requests: without this each stop would last for as long as it may. Clients connect again, to another gateway.
/// </summary>
internal static class EventStreams
{
    const string ContentType = "text/event-stream";

    public static void EndWithGateway(TransformBuilderContext builder)
    {
        var stopping = builder.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        builder.AddResponseTransform(response =>
        {
            if (response.ProxyResponse?.Content.Headers.ContentType?.MediaType == ContentType)
            {
                response.HttpContext.Response.RegisterForDispose(stopping.UnsafeRegister(static context => ((HttpContext)context!).Abort(), response.HttpContext));
            }

            return default;
        });
    }
}
