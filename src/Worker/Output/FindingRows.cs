using System.Globalization;
using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Output;

/// <summary>Prints what <c>validate</c> found, finding by finding, and a verdict after each file.</summary>
abstract class FindingRows
{
    /// <summary>A row for a program: the columns of the contract.</summary>
    public static readonly string[] Columns = ["file", "line", "offset", "severity", "code", "column",
        "expected", "found"];

    public abstract void Write(Finding finding);

    public abstract void Write(Verdict verdict);

    public static FindingRows Of(RowFormat format, TextWriter output) => format switch
    {
        RowFormat.Tsv => new Tsv(output),
        RowFormat.Jsonl => new Jsonl(output),
        _ => new Table(output),
    };

    abstract class ForPrograms : FindingRows
    {
        public override void Write(Finding finding) => Row(
            finding.Place.File, finding.Place.Line > 0 ? Text(finding.Place.Line) : "",
                finding.Place.Offset >= 0 ? Text(finding.Place.Offset) : "",
            finding.Severity == Severity.Error ? "error" : "warning", finding.Code, finding.Column, finding.Expected,
                finding.Found);

        public override void Write(Verdict verdict) =>
            Row(verdict.File, "", "", "verdict", verdict.Accepted ? "accepted" : "refused", "", "", Summary(verdict));

        protected abstract void Row(params ReadOnlySpan<string> cells);

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

        static string Summary(Verdict verdict) => string.Create(CultureInfo.InvariantCulture,
            $"version={verdict.Version} samples={verdict.Samples} records={verdict.Records} "
            + $"errors={verdict.Errors} warnings={verdict.Warnings}");
    }

    sealed class Tsv : ForPrograms
    {
        readonly TextWriter output;

        public Tsv(TextWriter output)
        {
            this.output = output;
            Row(Columns);
        }

        // A file's name and column may hold any character; a row is one line.
        protected override void Row(params ReadOnlySpan<string> cells)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                if (i > 0) output.Write('\t');
                foreach (var c in cells[i]) output.Write(char.IsControl(c) ? ' ' : c);
            }
            output.Write('\n');
        }
    }

    sealed class Jsonl(TextWriter output) : ForPrograms
    {
        protected override void Row(params ReadOnlySpan<string> cells)
        {
            // A finding may be the last for a long while.
            using var lines = new JsonLines(output, Columns, column => column is "line" or "offset");
            var values = new string?[cells.Length];
            for (var i = 0; i < cells.Length; i++) values[i] = cells[i].Length == 0 ? null : cells[i];
            lines.Write(values);
        }
    }

    sealed class Table(TextWriter output) : FindingRows
    {
        TextTable? table;

        public override void Write(Finding finding)
        {
            table ??= New();
            var facts = (finding.More, finding.Expected, finding.Found) switch
            {
                ( > 0, _, _) => "",
                (_, "", "") => "",
                (_, "", _) => " " + Texts.Get("validate-found", finding.Found),
                _ => " " + Texts.Get("validate-facts", finding.Expected, finding.Found),
            };
            table.Add(finding.Place.Line > 0 ? finding.Place.Line.ToString(CultureInfo.CurrentCulture) : "",
                finding.Column,
                Texts.Get(finding.Severity == Severity.Error ? "validate-error" : "validate-warning"), finding.Code,
                    finding.Text() + facts);
            // Printed in parts: the number of findings is limited by kind, not in total.
            if (table.Count >= 200) Flush();
        }

        public override void Write(Verdict verdict)
        {
            Flush();
            output.WriteLine(
                Texts.Get(verdict.Accepted ? "validate-accepted" : "validate-refused", verdict.File,
                    verdict.Version ?? "?", verdict.Records, verdict.Samples, verdict.Errors, verdict.Warnings));
        }

        void Flush()
        {
            if (table is not null) output.Write(table.ToString());
            table = null;
        }

        static TextTable New() =>
            new((Texts.Get("validate-line"), 10), (Texts.Get("validate-column"), 24),
            (Texts.Get("validate-severity"), 8), (Texts.Get("validate-code"), 24), (Texts.Get("validate-what"), 90));
    }
}
