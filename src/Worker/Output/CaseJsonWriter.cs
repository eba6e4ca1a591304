using System.Text.Encodings.Web;
using System.Text.Json;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Worker.Output;

/// <summary>Answers of <c>conclude</c> as JSON: one object a case, one line each.</summary>
sealed class CaseJsonWriter(ClinicalRules rules, string[] versions)
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints one answer.</summary>
    public void Write(CaseAnswer answer, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options)) Write(json, answer);
        output.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }

    void Write(Utf8JsonWriter json, CaseAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("id", answer.Reading.Case.Id);
        json.WriteString("asOf", answer.Reading.Case.AsOf.ToString("O"));
        json.WritePropertyName("headline");
        Said(json, answer.Headline);
        List(json, "urgent", answer.Urgent, s => Said(json, s));
        List(json, "statements", answer.Statements, s => Said(json, s));
        List(json, "options", answer.Options.Rows.Fired, row => Option(json, row, answer.Options));
        Kept(json, "excluded", answer.Options.Excluded);
        Kept(json, "restricted", answer.Options.Restricted);
        json.WriteBoolean("stopped", answer.Options.Stop);
        List(json, "conflicts", answer.Options.Conflicts, conflict =>
        {
            json.WriteStartObject();
            json.WriteString("row", conflict.Id);
            json.WriteString("topic", Text(conflict.TextKey));
            json.WriteString("one", Text(conflict.AKey));
            json.WriteString("other", Text(conflict.BKey));
            json.WriteEndObject();
        });
        List(json, "pregnancy", answer.Pregnancy, row =>
        {
            json.WriteStartObject();
            json.WriteString("row", row.Id);
            json.WriteString("defect", Text(row.TextKey));
            json.WriteString("antepartum", Text($"preg.{row.Antepartum}"));
            json.WriteString("postpartum", Text($"preg.{row.Postpartum}"));
            Claim(json, row, row.Grade);
            json.WriteEndObject();
        });
        List(json, "relatives", answer.Relatives, row =>
        {
            json.WriteStartObject();
            json.WriteString("row", row.Id);
            json.WriteString("topic", row.Topic);
            json.WriteString("text", Text(row.TextKey));
            Claim(json, row, row.Grade);
            json.WriteEndObject();
        });
        List(json, "missing", answer.Missing, missing =>
        {
            json.WriteStartObject();
            json.WriteString("fact", missing.Fact.Id);
            json.WriteString("text", Text(missing.Fact.TextKey));
            Texts(json, "rows", missing.Rows);
            json.WriteEndObject();
        });
        List(json, "scores", answer.Scores, score =>
        {
            json.WriteStartObject();
            json.WriteString("id", score.Score.Id);
            json.WriteNumber("from", score.From);
            json.WriteNumber("to", score.To);
            Texts(json, "band", score.Sets.SelectMany(set => set.Bands).Select(band => Text(band.TextKey)).Distinct());
            Texts(json, "open", score.Open.Select(item => item.Item.Id));
            json.WriteEndObject();
        });
        Texts(json, "fired", answer.Fired);
        json.WriteStartObject("facts");
        foreach (var fact in answer.Reading.Facts.Known) json.WriteString(fact.Id, answer.Reading.Facts.Text(fact.Id));
        json.WriteEndObject();
        json.WriteStartObject("versions");
        foreach (var version in versions) json.WriteString(version.Split('@')[0], version.Split('@')[1]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    void Option(Utf8JsonWriter json, OptionRow row, OptionsAnswer options)
    {
        json.WriteStartObject();
        json.WriteString("row", row.Id);
        Texts(json, "offer", options.Offers.FirstOrDefault(o => o.Row == row)?.Left.Select(drug => drug.Id) ?? []);
        json.WriteString("text", Text(row.TextKey));
        json.WriteString("duration", row.Duration);
        Texts(json, "cautions", row.Cautions.Select(id => Text(rules.Cautions.First(c => c.Id == id).TextKey)));
        Claim(json, row, row.Grade);
        json.WriteEndObject();
    }

    static void Kept(Utf8JsonWriter json, string name, IReadOnlyList<KeptClass> kept) => List(json, name, kept, one =>
    {
        json.WriteStartObject();
        json.WriteString("drug", one.Class.Id);
        Texts(json, "rows", one.Causes.Select(cause => cause.Row.Id));
        Texts(json, "unknown", one.Causes.SelectMany(cause => cause.BlockedBy).Select(fact => fact.Id).Distinct());
        json.WriteEndObject();
    });

    static void Said(Utf8JsonWriter json, Said said)
    {
        json.WriteStartObject();
        json.WriteString("code", said.Code);
        json.WriteString("text", said.Text.In());
        Texts(json, "basis", said.Basis);
        if (said.Row is { } row) Claim(json, row, null);
        json.WriteEndObject();
    }

    static void Claim(Utf8JsonWriter json, ClinicalRow row, string? grade)
    {
        json.WriteString("source", string.Join(';', row.Claim.Sources));
        if (grade is not null) json.WriteString("grade", grade);
        json.WriteString("confidence", row.Claim.Confidence == Confidence.Sourced ? "sourced" : "to be confirmed by the hospital");
    }

    static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts) =>
        List(json, name, texts, json.WriteStringValue);

    static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) write(item);
        json.WriteEndArray();
    }

    string Text(string key) => rules.Text(key).In();
}
