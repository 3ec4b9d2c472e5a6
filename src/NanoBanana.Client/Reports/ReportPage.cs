namespace NanoBanana.Client.Reports;

/// <summary>The frame of a report: head, totals, tools and foot.</summary>
internal static class ReportPage
{
    // a banana on a plate with its own colour; no request is made for it
    private const string Icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%23f6c92a'/%3E%3Cpath d='M9 7c1 10 5 15 15 17-2 2-5 2-8 1C9 23 6 15 7 8z' fill='%232a2410'/%3E%3C/svg%3E";

    public static void Begin(HtmlWriter html, ReportOptions options, ReportTotals totals)
    {
        html.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{ReportAssets.Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="color-scheme" content="light dark">
            <title>{options.Title}</title>
            <link rel="icon" href="{Icon}">
            <style>
            """);
        html.WriteRaw(ReportAssets.Style);
        var made = options.Time.GetLocalNow();
        html.Write($"""
            </style>
            </head>
            <body>
            <a class="skip" href="#tasks">Skip to the tasks</a>
            <header class="top">
            <h1 dir="auto">{options.Title}</h1>
            <p>{ReportWords.Count(totals.Tasks, "task")}, {ReportWords.Count(totals.Images, "image")} · made <time datetime="{made:O}">{ReportWords.Of(made)}</time></p>
            <label class="theme" id="themes" hidden><span>Theme</span><select id="theme"><option value="">System</option><option value="light">Light</option><option value="dark">Dark</option></select></label>
            </header>

            """);
        Totals(html, totals);
        Tools(html, totals);
        if (options.Review)
        {
            ReportReview.WriteBar(html);
        }

        html.Write($"""
            <main id="tasks" tabindex="-1" aria-label="Tasks">

            """);
    }

    public static void End(HtmlWriter html)
    {
        html.Write($"""
            </main>
            <p id="none" class="none" hidden>No task matches. <button type="button" id="reset">Show all</button></p>
            <footer class="foot">
            <p>Small copies of the pictures are in this file; links lead to the whole images where they lie beside it. Nothing here asks the network for anything.</p>
            <p>Made by NanoBanana for PowerShell.</p>
            </footer>
            <script>
            """);
        html.WriteRaw(ReportAssets.Script);
        html.Write($"""
            </script>
            </body>
            </html>

            """);
    }

    private static void Totals(HtmlWriter html, ReportTotals totals)
    {
        html.Write($"""
            <section class="totals" aria-label="Totals">
            <dl>

            """);
        foreach (var (state, count) in totals.States)
        {
            html.Write($"""
                <div class="total" data-state="{state}"><dt>{state}</dt><dd>{count:N0}</dd></div>

                """);
        }

        Sums(html, "Cost", totals.Spent);
        Sums(html, "May have been charged", totals.InDoubt);

        html.Write($"</dl>\n");
        Notes(html, totals);
        html.Write($"</section>\n");
    }

    private static void Sums(HtmlWriter html, string label, IReadOnlyList<ReportSum> sums)
    {
        foreach (var sum in sums)
        {
            html.Write($"""
                <div class="total"><dt>{label}{(sum.Provider is null ? string.Empty : ", " + sum.Provider)}</dt><dd>{sum.Amount}</dd></div>

                """);
        }
    }

    private static void Notes(HtmlWriter html, ReportTotals totals)
    {
        if (totals.Unpriced > 0)
        {
            html.Write($"<p>{ReportWords.Count(totals.Unpriced, "task")} more had an unknown price.</p>\n");
        }

        if (totals.Emulated > 0)
        {
            html.Write($"<p>{ReportWords.Count(totals.Emulated, "task")} ran on the emulator and cost nothing.</p>\n");
        }
    }

    // shown by the script, which they need
    private static void Tools(HtmlWriter html, ReportTotals totals)
    {
        html.Write($"""
            <form class="tools" id="tools" role="search" aria-label="Filter and sort" hidden>
            <label class="find"><span>Search</span><input type="search" id="find" placeholder="Prompt, name, provider, reason…" autocomplete="off" spellcheck="false"></label>
            <fieldset class="states"><legend>State</legend>
            <label><input type="radio" name="state" value="" checked><span>All <b>{totals.Tasks:N0}</b></span></label>

            """);
        foreach (var (state, count) in totals.States)
        {
            html.Write($"""
                <label data-state="{state}"><input type="radio" name="state" value="{state}"><span>{state} <b>{count:N0}</b></span></label>

                """);
        }

        html.Write($"""
            </fieldset>
            <label><span>Sort by</span><select id="sort"><option value="">Batch order</option><option value="name">Name</option><option value="time-">Newest first</option><option value="time">Oldest first</option><option value="cost-">Highest cost</option><option value="duration-">Longest</option></select></label>
            <label><span>Compare</span><select id="view"><option value="slider">Slider</option><option value="pair">Side by side</option></select></label>
            <p id="shown" class="shown" role="status"></p>
            </form>

            """);
    }
}
