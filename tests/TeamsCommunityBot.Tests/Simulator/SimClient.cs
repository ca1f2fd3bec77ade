using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TeamsCommunityBot.Simulator;
using Xunit;

namespace TeamsCommunityBot.Tests.Simulator;

/// <summary>A plain client of the simulator: no retries, no redirects, ids escaped once.</summary>
internal sealed class SimClient : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly SimTeams _sim;
    private readonly string _scope;

    public SimClient(SimTeams sim, string scope = "https://api.botframework.com/.default") => (_sim, _scope, _http.BaseAddress) = (sim, scope, sim.BaseUrl);

    /// <summary>Sent along once <see cref="SignInAsync"/> has been called.</summary>
    public string? Token { get; set; }

    public async Task<SimClient> SignInAsync()
    {
        var answer = await TokenAsync();
        Token = answer.Json!["access_token"]!.ToString();
        return this;
    }

    public Task<Seen> TokenAsync(string? secret = null, string? tenant = null) => AskForTokenAsync(tenant ?? _sim.Sample.Tenant.Id, new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = _sim.Options.AppId,
        ["client_secret"] = secret ?? _sim.Options.ClientSecret,
        ["scope"] = _scope,
    });

    public Task<Seen> AskForTokenAsync(string tenant, Dictionary<string, string> form) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{tenant}/oauth2/v2.0/token") { Content = new FormUrlEncodedContent(form) });

    public Task<Seen> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Seen> PostAsync(string conversationId, string text) => PostAsync(conversationId, new JsonObject { ["type"] = "message", ["text"] = text });

    public Task<Seen> PostAsync(string conversationId, JsonNode activity) => SendAsync(HttpMethod.Post, Activities(conversationId), activity);

    public Task<Seen> CreateAsync(JsonObject parameters) => SendAsync(HttpMethod.Post, "teams/v3/conversations", parameters);

    public Task<Seen> UpdateAsync(string conversationId, string id, string text) =>
        SendAsync(HttpMethod.Put, $"{Activities(conversationId)}/{id}", new JsonObject { ["type"] = "message", ["text"] = text });

    public Task<Seen> DeleteAsync(string conversationId, string id) => SendAsync(HttpMethod.Delete, $"{Activities(conversationId)}/{id}", null);

    public static string Conversation(string id) => $"teams/v3/conversations/{Uri.EscapeDataString(id)}";

    public static string Activities(string conversationId) => $"{Conversation(conversationId)}/activities";

    public Task<Seen> SendAsync(HttpMethod method, string path, JsonNode? body) => SendAsync(new HttpRequestMessage(method, path)
    {
        Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    });

    public void Dispose() => _http.Dispose();

    private async Task<Seen> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            if (Token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new Seen((int)response.StatusCode, body, response.Headers);
        }
    }

    internal sealed record Seen(int Status, string Body, HttpResponseHeaders Headers)
    {
        public JsonNode? Json => Body.Length == 0 ? null : JsonNode.Parse(Body);

        public string? Code => Json?["error"]?["code"]?.ToString();

        public int RetryAfter => (int)Headers.RetryAfter!.Delta!.Value.TotalSeconds;
    }
}
