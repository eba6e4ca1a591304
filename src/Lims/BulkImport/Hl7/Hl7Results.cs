using System.Text.RegularExpressions;
using Thrombophilia.Lims.BulkImport.Sources;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Laboratory.Analysers;

namespace Thrombophilia.Lims.BulkImport.Hl7;

/// <summary>
/// Results in messages ORU^R01: one OBX segment is one result. What is not final, or was taken back, is never a result.
/// Segments about persons are not read.
/// </summary>
sealed partial class Hl7Results
{
    // OBX-8, by the standard: outside of the scale of the instrument, and a quality control that failed.
    const string BelowScale = "<", AboveScale = ">", ControlFailed = "QCF";

    readonly ClinicalRules rules;
    readonly AnalyserRow? analyser;
    readonly TestMap tests;
    readonly List<CsvRow> rows = [];
    readonly Dictionary<int, Dictionary<string, string>> places = [];

    Hl7Results(ClinicalRules rules, AnalyserRow? analyser) =>
        (this.rules, this.analyser, tests) =
            (rules, analyser, analyser is null ? TestMap.Empty : TestMap.Stored(analyser.Mapping.File.Tests));

    /// <summary>The results of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rules">The assays and their LOINC codes.</param>
    /// <param name="analyser">The analyser whose test map is used; null for none.</param>
    public static AssayFile Read(byte[] file, ClinicalRules rules, AnalyserRow? analyser)
    {
        var results = new Hl7Results(rules, analyser);
        return new(results.Table(file), analyser?.Reference)
        {
            HasMessages = true,
            PlaceOf = (row, column) => results.places.GetValueOrDefault(row)?.GetValueOrDefault(column) ?? column,
        };
    }

    CsvTable Table(byte[] file)
    {
        try
        {
            var results = 0;
            foreach (var message in Hl7File.Read(file))
            {
                Check(message.Header);
                foreach (var order in Orders(message))
                    foreach (var result in order.Results)
                    {
                        results++;
                        Take(message, order, result);
                    }
            }
            return results > 0 ? new(rows, []) : CsvTable.Refused(new CellProblem("OBX", "", "hl7-no-results"));
        }
        catch (Hl7Exception e)
        {
            return CsvTable.Refused(e.Line, e.Problem);
        }
    }

    static void Check(Hl7Segment header)
    {
        if (header.Text(9) != "ORU" || header.Text(9, 2) != "R01") throw header.Refused(9, header.Raw(9), "hl7-message-type");
        if (!header.Text(12).StartsWith("2.", StringComparison.Ordinal)) throw header.Refused(12, header.Raw(12), "hl7-version");
        // Training and debugging messages hold no results of patients.
        if (header.Text(11) != "P") throw header.Refused(11, header.Raw(11), "hl7-processing");
        if (header.Text(14).Length > 0) throw header.Refused(14, header.Raw(14), "hl7-continuation");
    }

    /// <summary>An order with what was observed for it, and the samples that were named for it.</summary>
    sealed record Order(Hl7Segment Request)
    {
        public List<Hl7Segment> Results { get; } = [];
        public List<Hl7Segment> Samples { get; } = [];
    }

    static List<Order> Orders(Hl7Message message)
    {
        var (orders, isOpen) = (new List<Order>(), false);
        foreach (var segment in message.Segments)
            switch (segment.Name)
            {
                case "OBR":
                    orders.Add(new(segment));
                    isOpen = true;
                    break;
                case "PID" or "ORC":
                    isOpen = false;
                    break;
                case "OBX" or "SPM":
                    if (!isOpen) throw segment.Refused(1, "", "hl7-before-order");
                    (segment.Name == "OBX" ? orders[^1].Results : orders[^1].Samples).Add(segment);
                    break;
                case "ADD" or "DSC":
                    throw segment.Refused(1, "", "hl7-continuation");
            }
        return orders;
    }

    void Take(Hl7Message message, Order order, Hl7Segment result)
    {
        var place = places[result.Line] = new()
        {
            ["assay_id"] = result.Place(21),
            ["analyte"] = result.Place(3),
            ["method"] = result.Place(3),
            ["value"] = result.Place(5),
            ["unit"] = result.Place(6),
            ["drawn"] = order.Request.Place(7),
            ["measured"] = result.Place(Measured(result)),
        };
        try
        {
            var (code, target) = Test(result);
            if (target is { IsIgnored: true }) return;
            Final(result);
            var (sample, at) = Sample(order);
            place["sample"] = at;
            var offset = Hl7Time.OffsetOf(message.Header.Text(7));
            var told = new ToldResult(result.Line)
            {
                Analyser = Analyser(message, result),
                Id = result.Text(21),
                Sample = sample,
                Test = code,
                Target = target,
                Value = Value(result),
                Unit = result.Text(6),
                Drawn = Time(order.Request, 7, offset),
                Measured = Time(result, Measured(result), offset),
            };
            // By the standard OBX-14 is the time that matters for the body, which of a sample is that of the draw.
            rows.Add((Measured(result) == 14 && told.Measured == told.Drawn ? told with { Measured = "" } : told).Row(rules));
        }
        catch (Hl7Exception e)
        {
            rows.Add(CsvRow.Refused(result.Line, e.Problem));
        }
    }

    // The laboratory's map first. A LOINC code counts where the table of assays has a source for it.
    (string Code, TestTarget? Target) Test(Hl7Segment result)
    {
        (string Code, string System)[] told = [(result.Text(3), result.Text(3, 3)), (result.Text(3, 4), result.Text(3, 6))];
        var mapped = told.Select(t => tests.Find(t.Code)).FirstOrDefault(t => t is not null);
        var known = told.Where(t => t is { System: "LN", Code.Length: > 0 })
            .SelectMany(t => rules.Assays.Where(a => a.Loinc == t.Code)).Distinct().ToList();
        var sure = known.Where(a => a.LoincConfidence == Confidence.Sourced).ToList();
        if (mapped is { IsIgnored: true }) return (told[0].Code, mapped);
        if (mapped is not null)
            return sure.FirstOrDefault(a => a.Id != mapped.Assay) is { } other
                ? throw result.Refused(3, result.Raw(3), "hl7-tests-disagree", mapped.Assay, other.Id) : (told[0].Code, mapped);
        if (sure.Count > 1) throw result.Refused(3, result.Raw(3), "hl7-tests-disagree", sure[0].Id, sure[1].Id);
        if (sure.Count == 0 && known.Count > 0)
            throw result.Refused(3, known[0].Loinc, "hl7-loinc-to-be-confirmed", known[0].Loinc, known[0].Id);
        return (told[0].Code, sure.Count == 1 ? new(sure[0].Id, "") : null);
    }

    static void Final(Hl7Segment result)
    {
        var status = result.Text(11);
        if (status is not ("F" or "C"))
            throw result.Refused(11, status, status switch
            {
                "P" or "R" or "I" or "S" => "hl7-not-final",
                "X" => "hl7-cannot-be-had",
                "D" or "W" => "hl7-withdrawn",
                _ => "hl7-status",
            });
        if (result.Codes(8).Contains(ControlFailed)) throw result.Refused(8, result.Raw(8), "hl7-control-failed");
    }

    // A sample's own segment first, then the number of the laboratory that filled the order, then that of whoever placed it.
    static (string Code, string Place) Sample(Order order)
    {
        if (order.Samples.Count > 1) throw order.Samples[1].Refused(2, order.Samples[1].Raw(2), "hl7-several-samples");
        if (order.Samples is [var sample])
        {
            var (placed, filled) = (sample.Text(2), sample.Text(2, 2));
            if (placed.Length > 0 && filled.Length > 0 && placed != filled)
                throw sample.Refused(2, sample.Raw(2), "hl7-several-samples");
            if (placed.Length + filled.Length > 0) return (placed.Length > 0 ? placed : filled, sample.Place(2));
        }
        var filler = order.Request.Text(3);
        return filler.Length > 0 ? (filler, order.Request.Place(3)) : (order.Request.Text(2), order.Request.Place(2));
    }

    static string Value(Hl7Segment result)
    {
        var value = (result.Text(2), result.Components(5)) switch
        {
            (not ("NM" or "ST" or "SN"), _) => throw result.Refused(2, result.Raw(2), "hl7-value-type"),
            _ when result.Repeats(5) => null,
            ("SN", <= 4) => result.Text(5, 3).Length + result.Text(5, 4).Length > 0 ? null : Compared(result.Text(5), result.Text(5, 2)),
            (_, 1) => result.Text(5),
            _ => null,
        } ?? throw result.Refused(5, result.Raw(5), "hl7-not-one-number");
        foreach (var flag in result.Codes(8).Where(f => f is BelowScale or AboveScale))
            if (!value.StartsWith(flag, StringComparison.Ordinal)) throw result.Refused(8, result.Raw(8), "hl7-off-scale", value);
        return value;
    }

    static string? Compared(string comparator, string number) => comparator switch
    {
        _ when number.Length == 0 => "",
        "" or "=" => number,
        "<" or "<=" or ">" or ">=" => comparator + number,
        _ => null,
    };

    static int Measured(Hl7Segment result) => result.Raw(19).Length > 0 ? 19 : 14;

    static string Time(Hl7Segment segment, int field, string offset)
    {
        var text = segment.Text(field);
        return text.Length == 0 ? "" : Hl7Time.Iso(text, offset) ?? throw segment.Refused(field, text, "hl7-time");
    }

    string Analyser(Hl7Message message, Hl7Segment result) => analyser?.Analyser.Code
        ?? new[] { result.Text(18), message.Header.Text(3) }.FirstOrDefault(code => Code().IsMatch(code)) ?? "";

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,19}\z")]
    private static partial Regex Code();
}
