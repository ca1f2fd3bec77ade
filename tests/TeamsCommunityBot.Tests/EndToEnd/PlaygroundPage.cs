using System.Text;
using Microsoft.Playwright;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Tests.EndToEnd;

/// <summary>
/// The Playground in a browser, driven as a person does: choose a conversation, write, press, fill in. Everything waits for what it needs.
/// </summary>
internal sealed class PlaygroundPage : IAsyncDisposable
{
    public const string PersonalChat = "Personal Chat";
    public const string Channel = "Bibliotheek - Erfgoed";
    public const string GeneralChannel = "Bibliotheek - General";
    private const string Bot = "Community Bot";

    private readonly IPage _page;
    private readonly PlaygroundStream _stream;
    private int _pictures;

    private PlaygroundPage(IPage page, PlaygroundStream stream) => (_page, _stream) = (page, stream);

    public static async Task<PlaygroundPage> OpenAsync(Chromium chromium, Uri address)
    {
        var page = await chromium.OpenAsync(width: 1300, height: 1000);
        var stream = await PlaygroundStream.OfAsync(page);
        await page.GotoAsync(address.ToString());
        return new PlaygroundPage(page, stream);
    }

    /// <summary>Goes to a chat or channel. The first time, the Playground installs the app there.</summary>
    public async Task GoToAsync(string conversation)
    {
        await _page.GetByRole(AriaRole.Treeitem, new() { Name = conversation, Exact = true }).ClickAsync();
        // Until then the page still shows the conversation before, and takes what is typed for that one.
        await _page.GetByText("Start a new post").WaitForAsync(new()
        {
            State = conversation == PersonalChat
            ? WaitForSelectorState.Hidden : WaitForSelectorState.Visible
        });
    }

    /// <summary>Starts a new post in the channel, which mentions the bot.</summary>
    /// <param name="colleague">Whom it mentions at its end; null for nobody.</param>
    /// <returns>The post with its replies.</returns>
    public async Task<ILocator> PostAsync(string text, string? colleague = null)
    {
        var posts = _page.GetByRole(AriaRole.Group).Filter(new()
        {
            HasText = $"{Bot} {text}",
            Has = _page.GetByRole(AriaRole.Button, new() { Name = "Send Message" })
        });
        var before = await posts.CountAsync();
        await Composer.First.ClickAsync();
        await MentionAsync(Bot);
        await _page.Keyboard.TypeAsync($" {text}{(colleague is null ? "" : " ")}");
        if (colleague is not null) await MentionAsync(colleague);

        // The newest post stands first: it is there once there is one more of its kind.
        using (_stream.Hold())
        {
            await _page.Keyboard.PressAsync("Enter");
            await posts.Nth(before).WaitForAsync();
        }
        // Counted from the oldest: newer ones that begin alike come above it.
        return posts.Nth(-before - 1);
    }

    /// <summary>Goes to the channel and registers its community, in the language of the walk.</summary>
    public async Task<ILocator> RegisterAsync(string name)
    {
        await GoToAsync(Channel);
        return await RegisterAsync(Typed("register"), name, Language.Current == Language.Dutch ? RegistrationTexts.Dutch : RegistrationTexts.English);
    }

    /// <summary>Registers the community of the channel: asks for the form and fills it in.</summary>
    /// <param name="command">The word for it, in the language that the form then has.</param>
    /// <param name="language">Of the community, as the form calls it.</param>
    /// <returns>The card that took the form's place.</returns>
    public async Task<ILocator> RegisterAsync(string command, string name, string language)
    {
        var post = await PostAsync(command);
        var form = Card(RegistrationTexts.FormTitle, post);
        await form.GetByLabel(RegistrationTexts.Name).FillAsync(name);
        await form.GetByLabel(RegistrationTexts.Theme).FillAsync("Streekgeschiedenis");
        await ChooseAsync(form, RegistrationTexts.Language, language);
        await PictureAsync($"form-{language}");
        await PressAsync(form, RegistrationTexts.Register);
        var status = Card(name, post);
        await status.WaitForAsync();
        return status;
    }

    /// <summary>Waits until a card shows all of this.</summary>
    public static async Task ShowsAsync(ILocator card, params string[] words)
    {
        foreach (var word in words)
            await card.Filter(new() { HasText = word }).WaitForAsync();
    }

    /// <summary>Says something in a chat.</summary>
    public async Task SayAsync(string text)
    {
        await Composer.Last.ClickAsync();
        await _page.Keyboard.TypeAsync(text);
        await _page.Keyboard.PressAsync("Enter");
    }

    /// <summary>The newest card that shows these words, in the conversation or in one post of it.</summary>
    public ILocator Card(string words, ILocator? post = null) => (post ?? _page.Locator("body")).Locator(".ac-adaptiveCard").Filter(new() { HasText = words });

    /// <summary>Any text on the page.</summary>
    public ILocator Text(string words) => _page.GetByText(words);

    /// <summary>Chooses from a list on a card.</summary>
    public async Task ChooseAsync(ILocator card, string label, string choice)
    {
        // The words of a later label may begin like this one's, as those of a time zone do.
        await card.GetByRole(AriaRole.Combobox, new() { Name = label }).First.ClickAsync();
        await _page.GetByRole(AriaRole.Option, new() { Name = choice, Exact = true }).ClickAsync();
    }

    /// <summary>Chooses today in a calendar on a card.</summary>
    public async Task ChooseTodayAsync(ILocator card, string label)
    {
        await card.GetByLabel(label).ClickAsync();
        await _page.Locator("td[aria-current=date]").ClickAsync();
    }

    public static Task PressAsync(ILocator card, string button) => card.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Sends the bot an activity of our own making, which the Playground passes on as it is: its own speak American English only.</summary>
    public async Task SendAsync(string activityJson)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_page.Url) };
        using var content = new StringContent(activityJson, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/_internal/v1/customActivities", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Keeps a picture of a walk: in the language and at the place that it has in it.</summary>
    public Task LookAsync(string walk, string name) => PictureAsync($"{walk}-{Language.Current}-{++_pictures:00}-{name}");

    /// <summary>A command as somebody types it who speaks the language of the walk.</summary>
    public static string Typed(string command)
    {
        var route = Routes.Commands.Single(route => route.Trigger == command);
        return Language.Current == Language.Dutch ? route.Dutch : route.Trigger;
    }

    /// <summary>Keeps a picture out of the repository, to look at after a run.</summary>
    public Task PictureAsync(string name) => _page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "end-to-end", $"{name}.png") });

    /// <summary>Renews the picture in the README: the conversation, without the Playground's log beside it.</summary>
    public Task PictureForReadmeAsync() => _page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Repository.Root, "tests", "TeamsCommunityBot.Tests", "EndToEnd", "readme.png"),
        Clip = new() { X = 0, Y = 0, Width = 970, Height = 940 },
    });

    public async ValueTask DisposeAsync() => await _page.Context.CloseAsync();

    private async Task MentionAsync(string name)
    {
        await _page.Keyboard.TypeAsync($"@{name}");
        await _page.Locator("#typeahead-menu").GetByText(name).ClickAsync();
    }

    private ILocator Composer => _page.Locator("div[role=textbox][contenteditable=true]");
}
