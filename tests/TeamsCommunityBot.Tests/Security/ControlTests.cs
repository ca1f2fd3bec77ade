using System.Net;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>What every attack starts from is let in, and is seen in store and traffic. Were it not, the suite would prove nothing.</summary>
public sealed class ControlTests(Target target) : IClassFixture<Target>
{
    [Fact]
    public async Task The_draft_itself_is_answered_in_the_channel_and_leaves_a_mark_in_the_store()
    {
        var (rows, posts) = (target.Rows(), target.Sim.Posts().Count);
        Assert.Equal((HttpStatusCode.OK, ""), await target.SendAsync(new Draft(target.Sim)));
        Assert.NotEqual(rows, target.Rows());
        Assert.Equal(posts + 1, target.Sim.Posts().Count);
    }

    [Theory]
    [InlineData("S02 the scheme in lower case")]
    [InlineData("S20 the host in upper case")]
    [InlineData("a service without the slash at its end")]
    [InlineData("headers that agree")]
    [InlineData("no recipient")]
    [InlineData("a token that ended 4:50 ago")]
    [InlineData("chunked")]
    public async Task A_small_difference_is_none(string difference)
    {
        var draft = new Draft(target.Sim);
        var now = target.Sim.Clock.GetUtcNow();
        switch (difference)
        {
            case "S02 the scheme in lower case": draft.Authorization = [$"bearer {target.Sim.Tokens.Valid()}"]; break;
            case "S20 the host in upper case":
                draft.Activity["serviceUrl"] = target.Sim.ServiceUrl.AbsoluteUri.Replace("http", "HTTP",
                StringComparison.Ordinal); break;
            case "a service without the slash at its end": draft.Service(target.Sim.ServiceUrl.AbsoluteUri.TrimEnd('/')); break;
            case "no recipient": draft.Activity["recipient"] = null; break;
            case "chunked": draft.Chunked = true; break;
            case "a token that ended 4:50 ago":
                draft.Token = target.Sim.Tokens.Make(c => (c["nbf"], c["exp"]) = (now.AddHours(-1).ToUnixTimeSeconds(),
                    now.AddSeconds(-290).ToUnixTimeSeconds()));
                break;
            default:
                draft.Headers["x-ms-tenant-id"] = target.Sim.Sample.Tenant.Id.ToUpperInvariant();
                draft.Headers["x-ms-conversation-id"] = target.Sim.Sample.Channel.Id;
                break;
        }

        var posts = target.Sim.Posts().Count;
        Assert.Equal((HttpStatusCode.OK, ""), await target.SendAsync(draft));
        Assert.Equal(posts + 1, target.Sim.Posts().Count);
    }
}
