// An email in a frame of its own, as wide as a phone or a desktop's mail window and as tall as it is. Nothing in it runs, and
// its links lead nowhere: the frame may neither run scripts nor open windows.
import { useRef, useState } from 'react';

const WIDTH_PX = { phone: 375, desktop: 680 } as const;
const AT_FIRST_PX = 600;

export interface EmailFrameProps {
  html: string;
  title: string;
  width: keyof typeof WIDTH_PX;
}

export function EmailFrame({ html, title, width }: EmailFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(AT_FIRST_PX);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <section className="desk-email" tabIndex={0} aria-label={title}>
      <iframe
        // Another width is another load: its height is asked anew.
        key={width}
        ref={frame}
        title={title}
        sandbox="allow-same-origin"
        srcDoc={html.replace('<head>', '<head><base target="_blank">')}
        width={WIDTH_PX[width]}
        height={height}
        data-width={width}
        onLoad={() => setHeight(frame.current?.contentDocument?.documentElement.scrollHeight ?? AT_FIRST_PX)}
      />
    </section>
  );
}
