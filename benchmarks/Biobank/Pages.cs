using System.Globalization;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Casework;

namespace Thrombophilia.Benchmarks.Biobank;

/// <summary>One page that is asked for again and again.</summary>
/// <param name="Who">Who asks.</param>
/// <param name="Name">As the report prints it.</param>
/// <param name="Bar">Milliseconds under which 95 of 100 answers have to stay.</param>
/// <param name="Path">The address.</param>
/// <param name="Shows">Texts that stand on it, in this order.</param>
/// <param name="Rows">Which link stands in each row of its list, and in how many rows; null where it has no
/// list.</param>
/// <param name="Search">What is typed into the search field, for a page that is asked by a form; null for an address
/// alone.</param>
sealed record AskedPage(string Who, string Name, double Bar, string Path, IReadOnlyList<string> Shows,
    (string Mark, int Count)? Rows = null, string? Search = null);

/// <summary>Every list and search page, for somebody who sees all sites and for somebody of one of them.</summary>
static class Pages
{
    public const string All = "all sites", Large = "largest site", Small = "smallest site";
    public const string LargeSite = "S1", SmallSite = "S8";
    const double List = 300, Map = 200;
    const int Size = 50;

    public static IEnumerable<AskedPage> Of(Truth truth)
    {
        foreach (var (who, where) in new[] { (All, "1"), (Large, $"Site = '{LargeSite}'"),
            (Small, $"Site = '{SmallSite}'") })
        {
            foreach (var page in Subjects(truth, who, where).Concat(Tubes(truth, who, where))
                .Concat(Storage(truth, who, where)).Concat(Single(truth, who, where))
                .Concat(Conclusions(truth, who, where)).Concat(Families(truth, who, where))) yield return page;
            foreach (var page in Others(truth, who)) yield return page;
        }
        foreach (var page in Audit(truth)) yield return page;
    }

    static IEnumerable<AskedPage> Subjects(Truth truth, string who, string where)
    {
        const string Mark = "class=\"name\"><a href=\"/subjects/";
        var count = truth.Number($"SELECT COUNT(*) FROM Subjects WHERE {where}");
        foreach (var (name, number) in Leaves(count))
        {
            var shown =
                truth.All(
                $"SELECT Code FROM Subjects WHERE {where} ORDER BY Id DESC LIMIT {Size} OFFSET {(number - 1) * Size}");
            yield return new(who, $"/subjects, {name}", List,
                Leaf("/subjects?", number,
                    number == 1 ? null
                        : truth.One(
                        $"SELECT Id FROM Subjects WHERE {where} ORDER BY Id DESC LIMIT 1 OFFSET "
                        + $"{(number - 1) * Size - 1}")), shown, (Mark, shown.Count));
        }
        foreach (var (name, typed, column) in new[]
        {
            // One digit short: a whole code opens its person.
            ("few by code", truth.One($"SELECT MAX(Code) FROM Subjects WHERE {where}")[..^1], "Code"),
            ("many by code", "P-", "Code"),
            ("many by enrolment", "E-0", "Enrolment"),
            ("none", "X-9", "Code"),
        })
        {
            var shown =
                truth.All(
                $"SELECT Code FROM Subjects WHERE {where} AND {column} >= '{typed}' AND {column} < '{typed}~' ORDER BY {column} "
                + $"LIMIT {SearchQueries.Most}");
            yield return new(who, $"/find: {name}", List, $"/find?Q={typed}", shown, ("\" class=\"name\">P-", shown.Count));
        }
        yield return new(who, "/", List, "/", [], ("<main", 1));
    }

    static IEnumerable<AskedPage> Tubes(Truth truth, string who, string where)
    {
        const string Mark = "class=\"name\"><a href=\"/tubes/";
        var whole =
            truth.One(
            $"SELECT Code FROM Tubes WHERE {where} ORDER BY Id LIMIT 1 OFFSET "
            + $"{truth.Number($"SELECT COUNT(*) FROM Tubes WHERE {where}") / 2}");
        foreach (var (name, query, condition, order) in new (string, string, string, string)[]
        {
            ("all", "", "1", "Id"),
            ("search: some by code", $"Q={whole[..6]}", Prefix(whole[..6]), "Code"),
            ("search: all by code", "Q=T0", Prefix("T0"), "Code"),
            ("search: none", "Q=T9999", Prefix("T9999"), "Code"),
            ("search: all by code, State=Missing", "Q=T0&State=Missing",
                $"{Prefix("T0")} AND State = 'Missing'", "Code"),
            ("Loose=true", "Loose=true", "StorageId IS NULL AND State = 'Present'", "Id"),
        }.Concat(Enum.GetNames<TubeState>().Select(s => ($"State={s}", $"State={s}", $"State = '{s}'", "Id"))))
        {
            var count = truth.Number($"SELECT COUNT(*) FROM Tubes WHERE {where} AND {condition}");
            foreach (var (leaf, number) in Leaves(count))
            {
                var shown =
                    truth.All(
                    $"SELECT Code FROM Tubes WHERE {where} AND {condition} ORDER BY {order} DESC LIMIT {Size} "
                    + $"OFFSET {(number - 1) * Size}");
                var after = number == 1 ? null
                    : truth.One(
                    $"SELECT {order} FROM Tubes WHERE {where} AND {condition} ORDER BY {order} DESC LIMIT 1 OFFSET "
                    + $"{(number - 1) * Size - 1}");
                yield return new(who, $"/tubes, {name}, {leaf}", List, Leaf("/tubes?" + query + "&", number, after),
                    shown, (Mark, shown.Count));
            }
        }

        static string Prefix(string text) => $"Code >= '{text}' AND Code < '{text}~'";
    }

    static IEnumerable<AskedPage> Storage(Truth truth, string who, string where)
    {
        const string Site = "Kind = 'Site'";
        var sites = truth.All($"SELECT Code FROM StorageUnits WHERE {where} AND {Site} ORDER BY Name");
        yield return new(who, "/storage", List, "/storage", sites);
        yield return new(who, "/storage, room for 50 tubes", List, "/storage?Slots=50", sites);
        foreach (var kind in new[] { "Site", "Shelf", "Rack" })
        {
            var unit =
                truth.One($"SELECT PublicId FROM StorageUnits WHERE {where} AND Kind = '{kind}' ORDER BY Id LIMIT 1");
            yield return new(who, $"/storage/{kind.ToLowerInvariant()}", List, Address("/storage/", unit),
                truth.All(
                    "SELECT Code FROM StorageUnits WHERE ParentId = (SELECT Id FROM StorageUnits WHERE PublicId = "
                    + $"'{unit}') ORDER BY Kind, Name LIMIT {Size}"));
        }
        foreach (var (rows, columns) in new[] { (10, 10), (16, 24) })
        {
            var box =
                truth.All(
                $"SELECT u.Id FROM StorageUnits u WHERE {where} AND Kind = 'Box' AND Rows = {rows} AND Columns = "
                + $"{columns} AND (SELECT COUNT(*) FROM Tubes t WHERE t.StorageId = u.Id) = {rows * columns} ORDER "
                + "BY Id LIMIT 1");
            // The smallest site of a quick run has no full box of every kind.
            if (box is not [var id]) continue;
            yield return new(who, $"/storage/box of {rows * columns} slots, full", Map,
                Address("/storage/", truth.One($"SELECT PublicId FROM StorageUnits WHERE Id = {id}")),
                truth.All($"SELECT Code FROM Tubes WHERE StorageId = {id} ORDER BY Row, Column"),
                    ("<td class=\"full", rows * columns));
        }
    }

    // One person with many samples, one tube of a large family, and a sheet of labels.
    static IEnumerable<AskedPage> Single(Truth truth, string who, string where)
    {
        var subject =
            truth.One(
            $"SELECT s.SubjectId FROM Samples s JOIN Subjects p ON p.Id = s.SubjectId WHERE {where} GROUP BY "
            + "s.SubjectId ORDER BY COUNT(*) DESC LIMIT 1");
        yield return new(who, "/subjects/{id}, most samples", List,
            Address("/subjects/", truth.One($"SELECT PublicId FROM Subjects WHERE Id = {subject}")),
                truth.All($"SELECT Code FROM Samples WHERE SubjectId = {subject} ORDER BY Id DESC"));
        var tube =
            truth.One(
            $"SELECT Id FROM Tubes WHERE {where} AND ParentId IS NOT NULL AND StorageId IS NOT NULL ORDER BY Id DESC LIMIT 1");
        yield return new(who, "/tubes/{id}", List,
            Address("/tubes/", truth.One($"SELECT PublicId FROM Tubes WHERE Id = {tube}")),
                [truth.One($"SELECT Code FROM Tubes WHERE Id = {tube}")],
            ("<td data-label=\"Detail\"", (int)truth.Number($"SELECT COUNT(*) FROM TubeEvents WHERE TubeId = {tube}")));
        var codes = truth.All($"SELECT Code FROM Tubes WHERE {where} ORDER BY Id DESC LIMIT 100");
        yield return new(who, $"/labels, {codes.Count} tubes", List,
            "/labels?" + string.Join('&', codes.Select(c => "code=" + c)), codes,
                ("<div class=\"label\">", codes.Count));
    }

    // The most urgent first, then by deadline: of each person the line of the queue, as long as two have not signed.
    static IEnumerable<AskedPage> Conclusions(Truth truth, string who, string where)
    {
        const string Code = "(SELECT Code FROM Subjects WHERE Subjects.Id = SubjectId)";
        foreach (var (filter, query, condition) in new[] { ("all", "", "1"), ("State=Second", "State=Second&", "State = 'Second'"),
            ("Kind=urgent: none", "Kind=urgent&", "Kind = 'urgent'") })
        {
            var waiting = $"FROM ReviewItems WHERE {where} AND {condition} AND Rank > 0";
            foreach (var (name, number) in Leaves(truth.Number($"SELECT COUNT(*) {waiting}")))
            {
                var shown = truth.All($"SELECT {Code} {waiting} ORDER BY Rank DESC LIMIT {Size} OFFSET {(number - 1) * Size}");
                var after = number == 1 ? null
                    : truth.One($"SELECT Rank {waiting} ORDER BY Rank DESC LIMIT 1 OFFSET {(number - 1) * Size - 1}");
                yield return new(who, $"/conclusions, {filter}, {name}", List, Leaf("/conclusions?" + query, number, after), shown,
                    ("class=\"name\"><a href=\"/conclusions/", shown.Count));
            }
        }
        var first = truth.One($"SELECT ConclusionId FROM ReviewItems WHERE {where} AND Rank > 0 ORDER BY Rank DESC LIMIT 1");
        yield return new(who, "/conclusions/{id}", List,
            Address("/conclusions/", truth.One($"SELECT PublicId FROM Conclusions WHERE Id = {first}")),
            [truth.One($"SELECT {Code} FROM ReviewItems WHERE ConclusionId = {first}")]);
        yield return new(who, "/conclusions/signed", List, "/conclusions/signed", []);
    }

    static IEnumerable<AskedPage> Families(Truth truth, string who, string where)
    {
        foreach (var (list, table, order) in new[] { ("/families", "Families", "Id DESC"),
            ("/distributions", "Distributions", "Given IS NOT NULL, Id DESC") })
            foreach (var (name, number) in Leaves(truth.Number($"SELECT COUNT(*) FROM {table} WHERE {where}")))
            {
                var shown =
                    truth.All(
                    $"SELECT Code FROM {table} WHERE {where} ORDER BY {order} LIMIT {Size} OFFSET {(number - 1) * Size}");
                yield return new(who, $"{list}, {name}", List, Leaf(list + "?", number, null), shown,
                    ($"class=\"name\"><a href=\"{list}/", shown.Count));
            }
        // The smallest site of a quick run may have no family.
        if (truth.All(
            "SELECT f.Code || ' ' || p.Code FROM Families f JOIN FamilyMembers m ON m.FamilyId = f.Id JOIN "
            + $"Subjects p ON p.Id = m.SubjectId WHERE {where.Replace("Site", "f.Site", StringComparison.Ordinal)} "
            + "LIMIT 1") is [var one] && one.Split(' ') is [var family, var subject])
            yield return new(who, "/families, search: one by a person's code", List, "/families", [family],
                ("class=\"name\"><a href=\"/families/", 1), subject);
        foreach (var (name, number) in Leaves(
            truth.Number($"SELECT COUNT(*) FROM Excursions x JOIN StorageUnits u ON u.Id = x.StorageId WHERE {where}")))
        {
            var shown =
                truth.All(
                $"SELECT u.Path FROM Excursions x JOIN StorageUnits u ON u.Id = x.StorageId WHERE {where} ORDER BY "
                + $"x.Id DESC LIMIT {Size} OFFSET {(number - 1) * Size}");
            yield return new(who, $"/excursions, {name}", List, Leaf("/excursions?", number, null), shown,
                ("href=\"/excursions/", shown.Count));
        }
    }

    static IEnumerable<AskedPage> Others(Truth truth, string who)
    {
        var where = who == All ? "1"
            : who == Large ? $"(\"From\" = '{LargeSite}' OR \"To\" = '{LargeSite}')"
            : $"(\"From\" = '{SmallSite}' OR \"To\" = '{SmallSite}')";
        foreach (var (name, number) in Leaves(truth.Number($"SELECT COUNT(*) FROM Shipments WHERE {where}")))
        {
            var shown =
                truth.All(
                $"SELECT Code FROM Shipments WHERE {where} ORDER BY Received IS NOT NULL, Id DESC LIMIT {Size} "
                + $"OFFSET {(number - 1) * Size}");
            yield return new(who, $"/shipments, {name}", List, Leaf("/shipments?", number, null), shown,
                ("href=\"/shipments/", shown.Count));
        }
        var shipment = truth.One($"SELECT Id FROM Shipments WHERE {where} ORDER BY Id DESC LIMIT 1");
        yield return new(who, "/shipments/{id}", List,
            Address("/shipments/", truth.One($"SELECT PublicId FROM Shipments WHERE Id = {shipment}")),
                [truth.One($"SELECT Code FROM Shipments WHERE Id = {shipment}")],
            ("href=\"/tubes/", (int)truth.Number($"SELECT COUNT(*) FROM ShippedTubes WHERE ShipmentId = {shipment}")));
        foreach (var (name, number) in Leaves(truth.Number("SELECT COUNT(*) FROM ImportBatches")))
        {
            var shown =
                truth.All(
                $"SELECT FileName FROM ImportBatches ORDER BY Id DESC LIMIT {Size} OFFSET {(number - 1) * Size}");
            yield return new(who, $"/import, {name}", List, Leaf("/import?", number, null), shown);
        }
        const string Holding = "FROM Qualifications WHERE ValidUntil >= date('now', '-365 days')";
        foreach (var (name, number) in Leaves(truth.Number($"SELECT COUNT(*) {Holding}")))
        {
            var shown =
                truth.All(
                $"SELECT Certificate {Holding} ORDER BY ValidUntil, Id LIMIT {Size} OFFSET {(number - 1) * Size}");
            yield return new(who, $"/qualifications, {name}", List, Leaf("/qualifications?", number, null), shown);
        }
    }

    static IEnumerable<AskedPage> Audit(Truth truth)
    {
        const string Mark = "href=\"/audit?Key=";
        var often =
            truth.One(
            "SELECT \"Key\" FROM AuditEntries WHERE Entity = 'Tube' GROUP BY \"Key\" ORDER BY COUNT(*) DESC LIMIT 1");
        foreach (var (name, query, condition) in new[]
        {
            ("all", "", "1"),
            ("Key of a tube", $"Key={often}", $"\"Key\" = '{often}'"),
            ("Key of nothing", "Key=T99999999", "\"Key\" = 'T99999999'"),
            ("By an account with many", $"By={BiobankGenerator.BusyAccount}",
                $"\"By\" = '{BiobankGenerator.BusyAccount}'"),
            ("By an account with few", $"By={BiobankGenerator.RareAccount}",
                $"\"By\" = '{BiobankGenerator.RareAccount}'"),
            ("By nobody", "By=nobody", "\"By\" = 'nobody'"),
            ("Key and By", $"Key={often}&By={BiobankGenerator.BusyAccount}",
                $"\"Key\" = '{often}' AND \"By\" = '{BiobankGenerator.BusyAccount}'"),
        })
            foreach (var (leaf, number) in Leaves(truth.Number($"SELECT COUNT(*) FROM AuditEntries WHERE {condition}")))
            {
                var shown =
                    truth.All(
                    $"SELECT \"Key\" FROM AuditEntries WHERE {condition} ORDER BY Id DESC LIMIT {Size} OFFSET {(number - 1) * Size}");
                var after = number == 1 ? null
                    : truth.One(
                    $"SELECT Id FROM AuditEntries WHERE {condition} ORDER BY Id DESC LIMIT 1 OFFSET {(number - 1) * Size - 1}");
                yield return new(All, $"/audit, {name}, {leaf}", List, Leaf("/audit?" + query + "&", number, after),
                    shown, (Mark, shown.Count));
            }
    }

    /// <summary>The first page of a list, and its last where it has several.</summary>
    static IEnumerable<(string Name, int Number)> Leaves(long count)
    {
        yield return ("first page", 1);
        if (count > Size) yield return ("last page", (int)((count + Size - 1) / Size));
    }

    static string Leaf(string path, int number, string? after) => number == 1 ? path.TrimEnd('?', '&')
        : path + (after is null ? "" : $"after={after}&") + string.Create(CultureInfo.InvariantCulture, $"p={number}");

    static string Address(string path, string id) => path + Guid.Parse(id);
}
