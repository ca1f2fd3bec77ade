using System.Text;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>
/// A request as Teams makes it: Anna asks for the registration form in a channel. An attack changes one thing about it, so that
/// nothing else can be why it is refused.
/// </summary>
public sealed class Draft(SimTeams sim)
{
    public SimTeams Sim => sim;

    public JsonObject Activity { get; set; } = sim.Activities.Message(sim.Sample.Channel, sim.Sample.Anna, "/community register");

    /// <summary>The values of the <c>Authorization</c> header.</summary>
    public IReadOnlyList<string> Authorization { get; set; } = [$"Bearer {sim.Tokens.Valid()}"];

    public string Token
    {
        set => Authorization = [$"Bearer {value}"];
    }

    /// <summary>The body in place of <see cref="Activity"/>.</summary>
    public byte[]? Body { get; set; }

    /// <summary>The body as text, in place of <see cref="Activity"/>.</summary>
    public string Json
    {
        get => Activity.ToJsonString();
        set => Body = Encoding.UTF8.GetBytes(value);
    }

    public string? ContentType { get; set; } = "application/json; charset=utf-8";

    public Dictionary<string, string> Headers { get; } = [];

    public bool Chunked { get; set; }

    public HttpMethod Method { get; set; } = HttpMethod.Post;

    public string Path { get; set; } = "/api/messages";

    /// <summary>Sets a claim of an otherwise good token, or takes it away.</summary>
    public void Claim(string name, JsonNode? value) => Token = sim.Tokens.Make(c =>
    {
        c.Remove(name);
        if (value is not null) c[name] = value;
    });

    /// <summary>Sets the service in body and token alike: what is left is whether we would go there.</summary>
    public void Service(string url)
    {
        Activity["serviceUrl"] = url;
        Claim("serviceurl", url);
    }

    public HttpRequestMessage ToRequest(Uri bot)
    {
        var request = new HttpRequestMessage(Method, new Uri(bot, Path));
        if (Method != HttpMethod.Get && Method != HttpMethod.Head && Method != HttpMethod.Trace) request.Content = Content();
        request.Headers.TransferEncodingChunked = Chunked ? true : null;
        // Waits for the refusal of a long body before it is sent: else the closed connection may hide it.
        request.Headers.ExpectContinue = !Chunked && request.Content?.Headers.ContentLength > 128 * 1024 ? true : null;
        foreach (var value in Authorization) request.Headers.TryAddWithoutValidation("Authorization", value);
        foreach (var (name, value) in Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private ByteArrayContent Content()
    {
        var content = new ByteArrayContent(Body ?? Encoding.UTF8.GetBytes(Json));
        if (ContentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return content;
    }
}
