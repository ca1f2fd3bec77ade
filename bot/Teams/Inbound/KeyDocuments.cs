using System.Text;
using Microsoft.IdentityModel.Protocols;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// Reads metadata and keys: over https, or from a loopback address. Redirects are not followed and a document is at most 1 MiB: whoever can
/// make us take keys from elsewhere is let in.
/// </summary>
internal sealed class KeyDocuments(HttpClient http) : IDocumentRetriever
{
    /// <summary>A client as this class needs it.</summary>
    public static HttpClient CreateClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(5),
            MaxResponseContentBufferSize = 1 << 20,
        };

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
            throw new HttpRequestException("Metadata and keys are read over https only, or from a loopback address.");
        using var answer = await http.GetAsync(url, cancel);
        if (answer.StatusCode != System.Net.HttpStatusCode.OK)
            throw new HttpRequestException($"Metadata or keys were answered {(int)answer.StatusCode}.", null, answer.StatusCode);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancel));
    }
}
