using Microsoft.Extensions.Options;
using TeamsCommunityBot.Teams;

namespace TeamsCommunityBot.People.Graph;

/// <summary>Stops the start when the section <c>Graph</c> cannot work or is not safe.</summary>
internal sealed class GraphOptionsCheck(IOptions<BotOptions> bot) : IValidateOptions<GraphOptions>
{
    public ValidateOptionsResult Validate(string? name, GraphOptions options)
    {
        List<string> failures =
        [
            .. options.Level is < 0 or > 2 ? (string[])["Graph:Level is neither 0, 1 nor 2."] : [],
            .. options.Level > 0 && bot.Value.IsAnonymous
                ? (string[])["Graph:Level is above 0, which needs a registration: set Bot:AppId and its credential."] : [],
            .. IsSafe(options.BaseUrl) ? [] : new[] { "Graph:BaseUrl is not an https address ending in /v1.0 (plain http is accepted for loopback only)." },
        ];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0
        && url.AbsolutePath.TrimEnd('/') is "" or "/v1.0";
}
