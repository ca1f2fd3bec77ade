using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Communities;

/// <summary>The section <c>Pages</c>: the few pages that this program has for people, such as a calendar file.</summary>
internal sealed class PagesOptions
{
    public const string Section = "Pages";

    /// <summary>
    /// Where people reach this program, as <c>https://bot.example</c>. Empty: what Azure Web Apps say of themselves; else no page is offered.
    /// </summary>
    public string Address { get; set; } = "";

    public bool IsFine => Address.Length == 0 || (Uri.TryCreate(Address, UriKind.Absolute, out var url) && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)));
}

/// <summary>Where this program is reached from outside, for links on cards. Never what a request says of it: anybody can write that.</summary>
internal sealed class OwnHost(IOptions<PagesOptions> options, IConfiguration configuration, IHostEnvironment environment, IServer server)
{
    /// <summary>Azure Web Apps and Functions say their host name by it.</summary>
    private const string AzureName = "WEBSITE_HOSTNAME";

    /// <summary>Null where nobody said.</summary>
    public Uri? Address =>
        options.Value.Address is { Length: > 0 } set ? new Uri(set)
        : configuration[AzureName] is { Length: > 0 } name && Uri.TryCreate($"https://{name}", UriKind.Absolute, out var azure) ? azure
        : environment.IsDevelopment() ? Listening() : null;

    private Uri? Listening() => server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(BindingAddress.Parse)
        .FirstOrDefault(address => address.Scheme == Uri.UriSchemeHttp) is { } http ? new Uri($"http://127.0.0.1:{http.Port}") : null;

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PagesOptions>().Bind(configuration.GetSection(PagesOptions.Section))
            .Validate(pages => pages.IsFine, "Pages:Address is not an https address (plain http is accepted for loopback only).").ValidateOnStart();
        services.AddSingleton<OwnHost>();
    }
}
